"""The Congress played through: invented people, a film of their codes, and the doors it opens."""
