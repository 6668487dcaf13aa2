"""The table of people and modules, as a page and as files."""

from typing import Any

from flask import Response, render_template, request, url_for
from flask_login import current_user

from lms.cohorts.chart import chart
from lms.cohorts.files import table_as_csv, table_as_xlsx
from lms.cohorts.models import Cohort
from lms.cohorts.policy import can_follow
from lms.cohorts.queries.progress import BY_NAME, Standing, Table, Wish, columns_of, progress_table
from lms.cohorts.views.blueprint import cohorts
from lms.cohorts.views.pages import asked_number
from lms.cohorts.wording import SHOWN
from lms.core.access import permit
from lms.core.clock import today

NAME_LENGTH = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@cohorts.get("/cohorts/<int:cohort_id>/progress")
@permit(can_follow, cohort=Cohort)
def progress(cohort: Cohort) -> str:
    """Show how far the people of a cohort are."""
    wish = asked(cohort)
    table = progress_table(cohort, wish, user=current_user)
    return render_template(
        "cohorts/progress.html",
        nav="cohorts",
        cohort=cohort,
        table=table,
        wish=wish,
        columns=columns_of(cohort),
        standings=_standings(table),
        chart=chart(table.totals),
        address=_Addresses(cohort, wish),
    )


@cohorts.get("/cohorts/<int:cohort_id>/progress.csv")
@permit(can_follow, cohort=Cohort)
def progress_csv(cohort: Cohort) -> Response:
    """Hand over the table as CSV."""
    table = progress_table(cohort, asked(cohort), user=current_user)
    return _file(cohort, table_as_csv(table), "text/csv; charset=utf-8", "csv")


@cohorts.get("/cohorts/<int:cohort_id>/progress.xlsx")
@permit(can_follow, cohort=Cohort)
def progress_xlsx(cohort: Cohort) -> Response:
    """Hand over the table as a workbook."""
    table = progress_table(cohort, asked(cohort), user=current_user)
    return _file(cohort, table_as_xlsx(table), XLSX, "xlsx")


def asked(cohort: Cohort) -> Wish:
    """Return what the address asks for; what it can't ask for is left out."""
    slugs = {line.module.slug for line in cohort.modules}
    state, module, sort = (request.args.get(name, "") for name in ("state", "module", "sort"))
    module = module if module in slugs else ""
    may_sort_by = {BY_NAME, module} if module else {BY_NAME, *slugs}
    return Wish(
        state=Standing(state) if state in set(Standing) else None,
        module=module,
        name=request.args.get("name", "").strip()[:NAME_LENGTH],
        sort=sort if sort.removeprefix("-") in may_sort_by else BY_NAME,
        page=asked_number("page"),
    )


def _standings(table: Table) -> list[Standing]:
    unshared = any(one.counts[Standing.NOT_SHARED] for one in table.totals)
    return [*SHOWN, Standing.NOT_SHARED] if unshared else list(SHOWN)


class _Addresses:
    """Addresses of this table with something changed, everything else as it was wished."""

    def __init__(self, cohort: Cohort, wish: Wish) -> None:
        self.cohort_id = cohort.id
        self.wish = wish

    def _to(self, endpoint: str, **changes: str | int) -> str:
        wish = self.wish
        values: dict[str, Any] = {
            "state": wish.state.value if wish.state else "",
            "module": wish.module,
            "name": wish.name,
            "sort": "" if wish.sort == BY_NAME else wish.sort,
            **changes,
        }
        kept: dict[str, Any] = {name: value for name, value in values.items() if value not in {"", 1}}
        return url_for(endpoint, cohort_id=self.cohort_id, **kept)

    def page(self, number: int) -> str:
        return self._to("cohorts.progress", page=number)

    def sort(self, key: str) -> str:
        """Sort by `key`, or the other way round when it is sorted by it already."""
        turned = self.wish.sort == key
        sort = f"-{key}" if turned else key
        return self._to("cohorts.progress", sort="" if sort == BY_NAME else sort)

    def file(self, kind: str) -> str:
        return self._to(f"cohorts.progress_{kind}")


def _file(cohort: Cohort, content: bytes, kind: str, ending: str) -> Response:
    """Return a download; the cohort's name stays out of the file's name, which browsers and systems write down."""
    name = f"cohort-{cohort.id}-{today(cohort.time_zone).isoformat()}.{ending}"
    return Response(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
