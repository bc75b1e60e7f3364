"""`operator`: who may sign in at the desk of the folder. A PIN comes on stdin, where no list of processes shows it."""

from __future__ import annotations

import argparse

from checkin.cli.verb import Context, Verb
from checkin.desk import operators
from checkin.errors import InputProblem
from checkin.model.operator import Role
from checkin.texts import Texts


def _add_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("name", metavar="NAME", help=texts("cli.operator.name"))
    parser.add_argument("--role", choices=[*Role], default=Role.VOLUNTEER, type=Role, help=texts("cli.operator.role"))


def _add(arguments: argparse.Namespace, context: Context) -> int:
    desk, t = context.desk(), context.texts
    pin = context.stdin.readline().strip() if context.stdin else ""
    code = ""
    if operators.known(desk):
        operator = operators.create(desk, arguments.name, arguments.role, pin, by_role=Role.COORDINATOR)
    elif arguments.role is Role.COORDINATOR:
        operator, code = operators.begin(desk, arguments.name, pin)
    else:
        raise InputProblem("operators.last_coordinator")
    record: dict[str, object] = {
        "id": str(operator.id),
        "name": operator.name,
        "role": operator.role.value,
        "recovery_code": code,
    }
    added = t("signin.operator", name=operator.name, role=t(f"role.{operator.role}"))
    context.line(record, f"{added}\n{t('cli.operator.code', code=code)}" if code else added)
    return 0


def _no_arguments(parser: argparse.ArgumentParser, texts: Texts) -> None:
    """Everybody is listed."""


def _list(arguments: argparse.Namespace, context: Context) -> int:
    t = context.texts
    for one in operators.known(context.desk()):
        record: dict[str, object] = {"id": str(one.id), "name": one.name, "role": one.role.value}
        context.line(record, t("signin.operator", name=one.name, role=t(f"role.{one.role}")))
    return 0


OPERATOR_ADD = Verb("operator add", _add_arguments, _add)
OPERATOR_LIST = Verb("operator list", _no_arguments, _list)
