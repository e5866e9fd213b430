"""OpenAPI 3.1 of the phone's door, from the code that answers: fields of the form, codes, limits (docs/sync.md)."""

from typing import Any

from mentoring.enums import (
    Competency,
    HoldCause,
    Mode,
    Obstacle,
    PairingState,
    ParticipantRole,
    Phase,
    Progress,
    SessionState,
)

TEXT, NUMBER, YES = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
KEY = {"type": "string", "format": "uuid", "description": "UUIDv7, made by the phone; its time is not looked at."}
CODES = {
    "stored": "It is this session; also when it was sent before with the same body.",
    "conflict": "Another body under the same key, or another log of the same meeting: both are kept.",
    "settled": "The writer has chosen between the two versions.",
    "held": "Kept for the coordinator: its writer may not log it any more.",
    "set_aside": "The coordinator left it out, with a reason.",
    "invalid": "Fields to be mended, by name.",
    "refused": "A rule refuses it as a whole.",
    "no_session": "A code for a log that the server does not have yet.",
    "key_taken": "The key belongs to a log of another pairing: make a new one.",
    "unknown_pairing": "No pairing of the writer.",
    "unreadable": "No item at all.",
    "try_again": "Something failed in this item alone.",
}
KEPT = ("stored", "conflict", "settled", "held", "set_aside")


def _object(required: str, optional: str = "", /, **properties: Any) -> dict[str, Any]:
    """An object that has these properties and no others; the required ones by name, `*` for all but the optional."""
    left_out = optional.split()
    names = [name for name in properties if name not in left_out] if required == "*" else required.split()
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _maybe(of: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [of, {"type": "null"}]}


def _one_of(choices: Any, blank: bool = False) -> dict[str, Any]:
    return {"type": "string", "enum": ["", *choices.values] if blank else list(choices.values)}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Any]:
    option = _object("*", value=TEXT, label=TEXT)
    words = {"type": "object", "additionalProperties": TEXT}
    return {
        "Problem": _object(
            "code message",
            code=TEXT,
            message=TEXT,
            csrf_token=TEXT | {"description": "With `csrf`: send again with this one."},
            login_url=TEXT | {"description": "With `login_required`: let the person sign in, then send again."},
        ),
        "Key": _object("*", key=TEXT | {"contentEncoding": "base64"}),
        "Fields": {
            "type": "object",
            "description": "By the names of `form.fields`, and of the pairing's rows: `here_<id>` (present, late, "
            "excused or absent, in a "
            "group or circle), `action_<id>` (a review), `what_n`, `owner_n`, `due_n` (n from 1 to 3). `date` is the "
            "day of the meeting at its place. Of a `paraf`: `code`, and `of` (the `client_id` of the log). Values are "
            "texts or lists of texts.",
            "additionalProperties": {"anyOf": [TEXT, NUMBER, _list({"anyOf": [TEXT, NUMBER]}), {"type": "null"}]},
        },
        "Item": _object(
            "client_id pairing fields",
            client_id=KEY,
            kind={"type": "string", "enum": ["log", "paraf"]},
            pairing=NUMBER,
            session=_maybe(NUMBER) | {"description": "The plan that it fulfils."},
            recorded_at=_maybe(MOMENT) | {"description": "By the phone's clock; kept, and decides nothing."},
            fields=_ref("Fields"),
        ),
        "Batch": _object("*", items=_list(_ref("Item")) | {"maxItems": 50}),
        "Result": _object(
            "client_id status code kept",
            client_id=TEXT,
            status={"type": "integer", "enum": [200, 202, 404, 409, 422, 500]},
            code={"type": "string", "enum": list(CODES), "description": "; ".join(map(": ".join, CODES.items()))},
            kept=YES | {"description": "The server has it: only now may the phone let it go."},
            message=TEXT,
            errors={"type": "object", "additionalProperties": _list(TEXT)},
            session=_object("*", id=NUMBER, sequence=_maybe(NUMBER), state=_one_of(SessionState)),
            cause=_one_of(HoldCause),
            url=TEXT | {"description": "Where the writer chooses between the two versions."},
            stored=_ref("Stored"),
        ),
        "Stored": _object(
            "",
            start=TEXT,
            minutes=NUMBER,
            mode=_one_of(Mode),
            place=TEXT,
            attendance=words,
            competencies=_list(_one_of(Competency)),
            progress=_one_of(Progress, blank=True),
            goal=TEXT,
            reality=TEXT,
            options=TEXT,
            will=TEXT,
            obstacles=_list(_one_of(Obstacle)),
            evidence_count=NUMBER,
            reviewed=words,
            new_actions=_list(_object("*", what=TEXT, owner_id=NUMBER, due_on=_maybe(DAY))),
            no_new_action=YES,
            next_meeting_on=_maybe(DAY),
            no_next_reason=TEXT,
            private_note=TEXT | {"description": "Always empty: it does not leave the server this way."},
            client_uuid=KEY,
            recorded_at=_maybe(TEXT),
        ),
        "Results": _object("*", results=_list(_ref("Result")), csrf_token=TEXT, now=MOMENT),
        "Pairing": _object(
            "*",
            "codes",
            id=NUMBER,
            title=TEXT,
            state=_one_of(PairingState),
            phase=_object("*", code=_one_of(Phase), label=TEXT, step=NUMBER),
            zone=TEXT | {"description": "The clock of the place, as «Asia/Jayapura»."},
            me=NUMBER | {"description": "One's own participant."},
            people=_list(_object("*", id=NUMBER, name=TEXT, role=_one_of(ParticipantRole), learns=YES)),
            may_log=YES,
            may_plan=YES,
            asks_attendance=YES,
            cadence_days=NUMBER,
            offered_at=_maybe(MOMENT),
            last_held_on=_maybe(DAY),
            next_sequence=NUMBER,
            usual_topics=_list(_one_of(Competency)),
            actions=_list(_object("*", id=NUMBER, what=TEXT, owner=NUMBER, due_on=_maybe(DAY), state=TEXT)),
            codes={"type": "object", "additionalProperties": TEXT, "description": "One's own, by day."},
            goals=_list(_object("*", id=NUMBER, learner=NUMBER, statement=TEXT, due_on=DAY)),
            sessions=_list(
                _object("*", id=NUMBER, start=MOMENT, mode=_one_of(Mode), place=TEXT, state=TEXT, asks_to_confirm=YES)
            ),
        ),
        "Form": _object(
            "*",
            fields=_list(
                _object(
                    "name label kind required",
                    name=TEXT,
                    label=TEXT,
                    kind={"enum": ["choice", "choices", "date", "time", "number", "text"]},
                    required=YES,
                    max_length=NUMBER,
                    min_value=NUMBER,
                    max_value=NUMBER,
                    options=_list(option),
                )
            ),
            reviews=_list(option),
            new_actions=NUMBER,
            usual_topics=_list(_one_of(Competency)),
            next=_list(option),
            words={"type": "object", "additionalProperties": words},
        ),
        "Bundle": _object(
            "*",
            token=TEXT | {"description": "Opaque: what the phone has now. Send it as `since` next time."},
            csrf_token=TEXT | {"description": "Goes into the header `X-CSRFToken` of a batch."},
            role=TEXT,
            now=MOMENT,
            pairings=_list(_ref("Pairing")) | {"description": "Those that are new or have changed, each whole."},
            whole=YES | {"description": "These are all there are: other pairings on the phone are to be dropped."},
            gone=_list(NUMBER) | {"description": "Pairings to be dropped from the phone."},
            form=_maybe(_ref("Form")) | {"description": "Null when the phone has it already."},
        ),
    }


def _answers(good: str, *problems: int) -> dict[str, Any]:
    def content(name: str) -> dict[str, Any]:
        return {"application/json": {"schema": _ref(name)}}

    found: dict[str, Any] = {"200": {"description": "OK", "content": content(good)}}
    for status in problems:
        found[str(status)] = {"description": PROBLEMS[status], "content": content("Problem")}
    if 429 in problems:
        found["429"]["headers"] = {"Retry-After": {"schema": NUMBER, "description": "Seconds."}}
    return found


PROBLEMS = {
    400: "Not JSON.",
    401: "`login_required`: nobody is signed in; nothing was taken.",
    403: "`csrf`: an old token, a fresh one comes with it; `no_role`: neither mentor nor cadre now.",
    413: "`too_large` (512 kB) or `too_many` (50 items): send less at once.",
    415: "`not_json`: another content type.",
    422: "`no_items`: no list of items.",
    429: "`too_often`: wait for `Retry-After`.",
}


def description() -> dict[str, Any]:
    """The whole document."""
    since = {"name": "since", "in": "query", "required": False, "schema": TEXT}
    body = {"required": True, "content": {"application/json": {"schema": _ref("Batch")}}}
    header = {"name": "X-CSRFToken", "in": "header", "required": True, "schema": TEXT}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Kaderisasi: sync", "version": "1"},
        "paths": {
            "/api/v1/bundle": {
                "get": {
                    "operationId": "bundle",
                    "summary": "What has changed for the person who is signed in",
                    "parameters": [since],
                    "responses": _answers("Bundle", 401, 403, 429),
                }
            },
            "/api/v1/key": {
                "get": {
                    "operationId": "key",
                    "summary": "What the phone encrypts its store with: 32 bytes, the same for an account always",
                    "responses": _answers("Key", 401),
                }
            },
            "/api/v1/sync": {
                "post": {
                    "operationId": "sync",
                    "summary": "Logs that were written without signal; an answer for each",
                    "parameters": [header],
                    "requestBody": body,
                    "responses": _answers("Results", *PROBLEMS),
                }
            },
        },
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "__Host-sesi"}},
        },
        "security": [{"session": []}],
    }
