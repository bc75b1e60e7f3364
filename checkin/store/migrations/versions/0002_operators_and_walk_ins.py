"""Operators with a PIN, the coordinator's choice for a door, and what walk-ins and substitutes need to be known by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operator",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("pin", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("operator_key")),
    )
    op.create_table(
        "recovery",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("recovery_key")),
    )
    op.create_table(
        "door",
        sa.Column("checkpoint", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("checkpoint", name=op.f("door_key")),
        sqlite_with_rowid=False,
    )
    # Not in batch mode: a column that is added at the end needs no copy of the table.
    op.add_column("registration", sa.Column("companions", sa.Integer(), server_default="0", nullable=False))
    op.add_column("registration", sa.Column("photos", sa.Boolean(), nullable=True))
    op.add_column("registration", sa.Column("unfinished", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("registration", sa.Column("in_place_of", sa.LargeBinary(16), nullable=True))
    op.create_index(
        "registration_unfinished", "registration", ["unfinished"], sqlite_where=sa.column("unfinished").is_(True)
    )
    op.create_index(
        "registration_in_place_of",
        "registration",
        ["in_place_of"],
        sqlite_where=sa.column("in_place_of").is_not(None),
    )


def downgrade() -> None:
    for index in ("registration_in_place_of", "registration_unfinished"):
        op.drop_index(index, "registration")
    for column in ("in_place_of", "unfinished", "photos", "companions"):
        op.drop_column("registration", column)
    for table in ("door", "recovery", "operator"):
        op.drop_table(table)
