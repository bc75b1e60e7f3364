"""From what the desk knows to the words that widgets show. Nothing here draws or asks the replica."""
