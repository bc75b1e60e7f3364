"""Statements of the scan's path, compiled once.

SQLAlchemy looks every statement up in its cache and wraps every result, some 50 microseconds a time; a scan has ten
of them. The statements are still written in its language, and its types still convert the values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ClauseElement
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")
_Convert = Callable[[Any], Any]


class Prepared:
    """One statement, ready to run on a bare cursor.

    Args:
        statement: SQLAlchemy Core, without lists that would have to expand.
        names: the columns that an insert is given.
    """

    def __init__(self, statement: ClauseElement, names: list[str] | None = None) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=names)
        assert isinstance(compiled, SQLCompiler)
        self._sql = str(compiled)
        self._names = compiled.positiontup or []
        self._fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
        self._inward = [_inward(compiled.binds[name].type) for name in self._names]
        columns = getattr(statement, "selected_columns", ())
        self._outward = [(place, convert) for place, convert in enumerate(map(_outward, columns)) if convert]

    def run(self, cursor: Any, **values: Any) -> int:
        """Execute; the number of rows that were changed."""
        return self._execute(cursor, values).rowcount

    def rows(self, cursor: Any, **values: Any) -> list[list[Any]]:
        return [self._converted(row) for row in self._execute(cursor, values).fetchall()]

    def one(self, cursor: Any, **values: Any) -> list[Any] | None:
        row = self._execute(cursor, values).fetchone()
        return None if row is None else self._converted(row)

    def value(self, cursor: Any, **values: Any) -> Any:
        """The first column of the first row, None where there is none."""
        row = self.one(cursor, **values)
        return row[0] if row else None

    def _execute(self, cursor: Any, values: dict[str, Any]) -> Any:
        given = {**self._fixed, **values}
        bound = [
            convert(given[name]) if convert else given[name]
            for name, convert in zip(self._names, self._inward, strict=True)
        ]
        return cursor.execute(self._sql, bound)

    def _converted(self, row: tuple[Any, ...]) -> list[Any]:
        values = list(row)
        for place, convert in self._outward:
            values[place] = convert(values[place])
        return values


def _inward(kind: TypeEngine[Any]) -> _Convert | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _outward(column: Any) -> _Convert | None:
    return column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
