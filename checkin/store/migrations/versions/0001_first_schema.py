"""The first schema: event, desk, registrations, tickets, bookings, journal, presence, tally, staging."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest_key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("desk_key")),
    )
    op.create_table(
        "entry",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("desk", sa.LargeBinary(16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("registration", sa.LargeBinary(16), nullable=True),
        sa.Column("checkpoint", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("attention", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.LargeBinary(16), nullable=True),
        sa.Column("code_digest", sa.String(), nullable=False),
        sa.Column("code_length", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("corrected", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("entry_key")),
        sa.UniqueConstraint("desk", "sequence", name=op.f("entry_one_desk")),
        sa.UniqueConstraint("id", name=op.f("entry_one_id")),
    )
    op.create_index("entry_by_checkpoint", "entry", ["checkpoint", "corrected"], unique=False)
    op.create_index("entry_by_registration", "entry", ["registration"], unique=False)
    op.create_table(
        "event",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("event_key")),
    )
    op.create_table(
        "presence",
        sa.Column("registration", sa.LargeBinary(16), nullable=False),
        sa.Column("checkpoint", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("first_in", sa.BigInteger(), nullable=True),
        sa.Column("last_in", sa.BigInteger(), nullable=True),
        sa.Column("last_change", sa.BigInteger(), nullable=True),
        sa.Column("last_desk", sa.LargeBinary(16), nullable=True),
        sa.Column("last_entry", sa.LargeBinary(16), nullable=True),
        sa.Column("admissions", sa.Integer(), nullable=False),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("registration", "checkpoint", name=op.f("presence_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("presence_by_checkpoint", "presence", ["checkpoint"], unique=False)
    op.create_table(
        "registration",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("powiat", sa.String(), nullable=False),
        sa.Column("voivodeship", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("diet", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("vip", sa.Boolean(), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=True),
        sa.Column("valid_until", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("folded_last", sa.String(), nullable=False),
        sa.Column("folded_first", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("name_key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("registration_key")),
        sa.UniqueConstraint("id", name=op.f("registration_one_id")),
    )
    op.create_table(
        "staged_import",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("staged_import_key")),
    )
    op.create_table(
        "staged_registration",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rows", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("staged_registration_key")),
    )
    op.create_table(
        "tally",
        sa.Column("checkpoint", sa.String(), nullable=False),
        sa.Column("inside", sa.Integer(), nullable=False),
        sa.Column("admitted", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("checkpoint", name=op.f("tally_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "booking",
        sa.Column("registration", sa.LargeBinary(16), nullable=False),
        sa.Column("checkpoint", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration"], ["registration.id"], name=op.f("booking_of_registration"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("registration", "checkpoint", name=op.f("booking_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("booking_by_checkpoint", "booking", ["checkpoint"], unique=False)
    op.create_table(
        "ticket",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=True),
        sa.Column("registration", sa.LargeBinary(16), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration"], ["registration.id"], name=op.f("ticket_of_registration"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("ticket_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("ticket_by_folded", "ticket", ["folded"], unique=False, sqlite_where=sa.text("folded IS NOT NULL"))


def downgrade() -> None:
    op.execute("DROP TABLE search")
    op.drop_table("ticket")
    op.drop_table("booking")
    op.drop_table("tally")
    op.drop_table("staged_registration")
    op.drop_table("staged_import")
    op.drop_table("registration")
    op.drop_table("presence")
    op.drop_table("event")
    op.drop_table("entry")
    op.drop_table("desk")
