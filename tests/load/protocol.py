"""A reader without a browser: Streamlit's own messages over its websocket, as the browser sends and gets them."""

import asyncio
import hashlib
import re
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter
from types import TracebackType
from typing import TypeVar
from urllib.parse import urlsplit

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

WAIT = 120.0
"""Seconds without a message after which a reader gives up."""
Answer = TypeVar("Answer")
WIDGETS = ("button_group", "selectbox", "multiselect", "radio", "checkbox", "slider", "text_input", "text_area")


def alone(visit: Coroutine[object, object, Answer]) -> Answer:
    """What a visit ends with, in a thread of its own: a browser that tests share keeps a loop running in theirs."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visit).result()


@dataclass
class Frame:
    """What a page showed after a run of it or of a part of it: elements by their place on the page, in order of place.

    parts: of what stands in a part of the page, the identifier of that part. boxes: those that are made when opened.
    whole: whether the page was run as a whole.
    """

    seconds: float
    size: int
    elements: dict[tuple[int, ...], Element]
    parts: dict[tuple[int, ...], str] = field(default_factory=dict)
    boxes: dict[tuple[int, ...], Message] = field(default_factory=dict)
    whole: bool = True
    title: str = ""
    page_not_found: bool = False
    status: int = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY

    @property
    def texts(self) -> list[str]:
        """Every text in every element."""
        return [text for element in self.elements.values() for text in _texts(element)]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)

    def kinds(self, kind: str) -> list[Message]:
        """The elements of one kind, such as `alert` or `vega_lite_chart`."""
        return [getattr(one, kind) for one in self.elements.values() if one.WhichOneof("type") == kind]

    @property
    def mark(self) -> str:
        """A checksum of all that is shown: texts, tables, and the data and drawing of charts; widgets are not in it,
        as they say who set them."""
        told = hashlib.sha256()
        for place, element in sorted(self.elements.items()):
            if element.WhichOneof("type") in WIDGETS:
                continue
            told.update(repr(place).encode() + _plain(element))
        return told.hexdigest()

    def widget(self, key: str) -> Message:
        """The widget that the page keeps under `key`."""
        return self._place_of(key)[1]

    def part_of(self, key: str) -> str:
        """The part of the page that the widget under `key` stands in; "" where it stands in none."""
        return self.parts.get(self._place_of(key)[0], "")

    def _place_of(self, key: str) -> tuple[tuple[int, ...], Message]:
        for place, element in self.elements.items():
            kind = element.WhichOneof("type")
            if kind in WIDGETS and getattr(getattr(element, kind), "id", "").endswith(f"-{key}"):
                return place, getattr(element, kind)
        for place, box in self.boxes.items():
            if box.id.endswith(f"-{key}"):  # type: ignore[attr-defined]
                return place, box
        raise LookupError(f"no widget '{key}' among {sorted(self.widgets)}")

    def drop(self, place: tuple[int, ...]) -> None:
        """A part of the page is drawn anew: forget what stands in it."""
        for held in (self.elements, self.parts, self.boxes):
            for one in [one for one in held if one[: len(place)] == place]:
                del held[one]  # type: ignore[attr-defined]

    @property
    def widgets(self) -> dict[str, Message]:
        """Every widget by its identifier."""
        return {one.id: one for kind in WIDGETS for one in self.kinds(kind) if getattr(one, "id", "")}  # type: ignore[attr-defined]


@dataclass
class Reader:
    """One session: `async with Reader(address)`, then `open` a path and `choose` in widgets.

    agent: the browser that it says it is.
    """

    address: str
    agent: str = "Reader"
    states: dict[str, WidgetState] = field(default_factory=dict)
    query: str = ""
    page: str = ""
    session: str = ""
    script: str = ""

    async def __aenter__(self) -> "Reader":
        parts = urlsplit(self.address)
        self.socket: ClientConnection = await connect(
            f"ws://{parts.netloc}/_stcore/stream",
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            user_agent_header=self.agent,
            max_size=None,
            open_timeout=WAIT,
            ping_timeout=None,
        )
        return self

    async def __aexit__(self, _a: type | None, _b: BaseException | None, _c: TracebackType | None) -> None:
        await self.socket.close()

    async def open(self, path: str = "/") -> Frame:
        """The page at an address, such as `/migratie?lang=en`."""
        parts = urlsplit(path)
        self.page, self.query, self.states = parts.path.strip("/"), parts.query, {}
        return await self._run()

    async def choose(self, frame: Frame, key: str, *values: object) -> Frame:
        """What the page shows once a widget of the last frame has another value."""
        widget = frame.widget(key)
        state = WidgetState(id=widget.id)  # type: ignore[attr-defined]
        match widget.DESCRIPTOR.name, values:
            case (("Checkbox" | "Expandable"), (bool(one),)):
                state.bool_value = one
            case "Slider", (float(), *_more):
                state.double_array_value.data.extend(float(str(one)) for one in values)
            case (("Selectbox" | "Radio" | "TextInput" | "TextArea"), (str(one),)):
                state.string_value = one
            case (("ButtonGroup" | "MultiSelect" | "Slider"), _texts):
                state.string_array_value.SetInParent()  # none chosen is a choice as well
                state.string_array_value.data.extend(map(str, values))
            case name, _other:
                raise TypeError(f"{name} does not hold {values}")
        self.states[state.id] = state
        return await self._run(frame.part_of(key), frame)

    async def place_for(self, name: str) -> str:
        """Where this session wants a file uploaded to."""
        asked = BackMsg()
        asked.file_urls_request.request_id = asked.file_urls_request.session_id = self.session
        asked.file_urls_request.file_names.append(name)
        await self.socket.send(asked.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self.socket.recv())  # type: ignore[arg-type]
            if told.WhichOneof("type") == "file_urls_response":
                return str(told.file_urls_response.file_urls[0].upload_url)

    async def again(self) -> Frame:
        """The same page with the same choices once more."""
        return await self._run()

    async def _run(self, part: str = "", before: Frame | None = None) -> Frame:
        """part: what alone is to run, of what was shown before; "" for the whole page."""
        asked = BackMsg()
        asked.rerun_script.fragment_id = part
        asked.rerun_script.page_script_hash = self.script if part else ""
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = self.page
        asked.rerun_script.context_info.url = f"https://monitor.test/{self.page}"  # the same whatever the port
        asked.rerun_script.context_info.timezone = "Europe/Amsterdam"
        asked.rerun_script.widget_states.widgets.extend(self.states.values())
        started = perf_counter()
        await self.socket.send(asked.SerializeToString())
        frame = Frame(0.0, 0, {})
        running, anew = False, set[str]()
        while True:
            raw = await self.socket.recv()
            told = ForwardMsg.FromString(raw)  # type: ignore[arg-type]
            kind = told.WhichOneof("type")
            frame.size += len(raw)
            if kind == "new_session":
                running, anew = True, set(told.metadata.run.fragment_ids)
                frame.elements, frame.parts, frame.boxes = {}, {}, {}
                frame.whole = not anew
                if anew and before:
                    frame.elements, frame.parts, frame.boxes = map(dict, (before.elements, before.parts, before.boxes))
                    frame.title = before.title
                self.session = told.new_session.initialize.session_id
            elif kind == "delta":
                place = tuple(told.metadata.delta_path)
                if told.delta.WhichOneof("type") == "new_element":
                    frame.elements[place], frame.parts[place] = told.delta.new_element, told.delta.fragment_id
                elif told.delta.fragment_id in anew:  # the first thing in a part is the block around it
                    anew.remove(told.delta.fragment_id)
                    frame.drop(place)
                elif told.delta.add_block.expandable.id:
                    frame.boxes[place] = told.delta.add_block.expandable
                    frame.parts[place] = told.delta.fragment_id
            elif kind == "navigation":
                self.script = told.navigation.page_script_hash
            elif kind == "page_config_changed":
                frame.title = told.page_config_changed.title
            elif kind == "page_not_found":
                frame.page_not_found = True
            elif kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            elif kind == "script_finished" and running and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                frame.seconds, frame.status = perf_counter() - started, told.script_finished
                if not frame.whole and frame.status == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
                    frame.status = ForwardMsg.FINISHED_SUCCESSFULLY
                return frame


_ADDRESS = re.compile(rb"/?media/[0-9a-f]+(\.\w+)?")


def _plain(element: Element) -> bytes:
    """The element without what differs from run to run: addresses of media, and of files that are made when asked."""
    if element.WhichOneof("type") == "download_button":
        element = Element.FromString(element.SerializeToString())
        element.download_button.ClearField("deferred_file_id")
    return _ADDRESS.sub(b"media", element.SerializeToString(deterministic=True))


def _texts(message: Message) -> Iterator[str]:
    for about, value in message.ListFields():
        for one in value if about.is_repeated else [value]:
            if isinstance(one, str):
                yield one
            elif isinstance(one, Message) and not about.message_type.GetOptions().map_entry:
                yield from _texts(one)
