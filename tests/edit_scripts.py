"""Random edits of a notice, as a person makes them: each is one thing done, and the numbers behind it follow."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from typing import Any

from workpoints.convert import from_data, to_data
from workpoints.labels import han_number
from workpoints.model import Notice

__all__ = ["EDITS", "edited"]

Node = dict[str, Any]
Data = dict[str, Any]

# Tasks that a person may add: on matters that the notice of Jiyuan does not have.
TASKS = (
    "实施城镇老旧小区改造，完成供水管网更新42公里，加装电梯120部。",
    "推进秸秆综合利用，建设收储中心6个，利用率达到93%以上。",
    "办好第三届黄河文化旅游节，接待游客突破800万人次。",
    "新建公办幼儿园5所，增加学位1800个，普惠覆盖率稳定在88%。",
    "开展河湖“清四乱”，完成蟒河生态修复工程二期。",
    "落实就业困难人员帮扶，城镇新增就业1.2万人。",
    "加快焦作至济源至洛阳铁路前期工作，年内完成可行性研究。",
    "健全分级诊疗，组建紧密型医共体2个，家庭医生签约率提高5个百分点。",
    "建成数据中心一期机架3000个，接入政务云系统46个。",
    "组织森林防火演练，增配灭火水泵和无人机，修筑隔离带。",
)
OFFICES = ("示范区水利局", "示范区财政局", "示范区林业局", "示范区审计局", "示范区体育局", "示范区统计局")
TITLES = ("夯实民生保障基础", "提升城市治理效能", "壮大现代产业集群", "守牢安全发展底线")
WORDS = ("进一步", "切实", "常态化", "有序", "扎实", "及时")


class _Editor:
    """A notice under way, and the dice."""

    def __init__(self, data: Data, seed: int) -> None:
        self.data = data
        self.dice = random.Random(seed)
        self.tasks = self.dice.sample(TASKS, len(TASKS))

    @property
    def roots(self) -> list[Node]:
        children: list[Node] = self.data["plan"]["children"]
        return children

    def groups(self) -> list[list[Node]]:
        """The groups of items."""
        return [
            node["children"] for node in self.nodes() if node.get("children") and "children" not in node["children"][0]
        ]

    def nodes(self) -> list[Node]:
        found: list[Node] = []
        waiting = [*self.roots]
        while waiting:
            node = waiting.pop(0)
            found.append(node)
            waiting = [*node.get("children", []), *waiting]
        return found

    def items(self) -> list[Node]:
        return [node for node in self.nodes() if "children" not in node and node.get("clauses")]

    def item(self, fits: Callable[[Node], bool] = lambda _: True) -> Node | None:
        fitting = [node for node in self.items() if fits(node)]
        return self.dice.choice(fitting) if fitting else None

    def duty(self, fits: Callable[[Node], bool] = lambda _: True) -> Node | None:
        duties = [clause["duty"] for node in self.items() for clause in node["clauses"] if "duty" in clause]
        fitting = [duty for duty in duties if fits(duty)]
        return self.dice.choice(fitting) if fitting else None

    def group_of(self, item: Node) -> list[Node]:
        return next(group for group in self.groups() if any(each is item for each in group))

    def new_item(self) -> Node:
        office = self.dice.choice(OFFICES)
        duty = {"text": f"{office}负责", "responsible": [office]}
        return {"id": "", "label": "1.", "clauses": [{"text": self.tasks.pop(), "duty": duty}]}


def insert(editor: _Editor) -> bool:
    if not editor.tasks:
        return False
    group = editor.dice.choice(editor.groups())
    group.insert(editor.dice.randint(0, len(group)), editor.new_item())
    return True


def insert_section(editor: _Editor) -> bool:
    if len(editor.tasks) < 2:
        return False
    section = {
        "id": "",
        "label": "（一）",
        "title": editor.dice.choice(TITLES),
        "children": [editor.new_item(), editor.new_item()],
    }
    above = editor.dice.choice([node for node in editor.roots if node.get("children")])["children"]
    if "children" not in above[0]:
        return False
    above.insert(editor.dice.randint(0, len(above)), section)
    return True


def remove(editor: _Editor) -> bool:
    groups = [group for group in editor.groups() if len(group) > 1]
    if not groups:
        return False
    group = editor.dice.choice(groups)
    del group[editor.dice.randrange(len(group))]
    return True


def move(editor: _Editor) -> bool:
    groups = [group for group in editor.groups() if len(group) > 1]
    if not groups:
        return False
    group = editor.dice.choice(groups)
    item = group.pop(editor.dice.randrange(len(group)))
    target = editor.dice.choice(editor.groups())
    target.insert(editor.dice.randint(0, len(target)), item)
    return True


def swap_sections(editor: _Editor) -> bool:
    k = editor.dice.randrange(len(editor.roots) - 1)
    editor.roots[k : k + 2] = editor.roots[k : k + 2][::-1]
    return True


def reword(editor: _Editor) -> bool:
    item = editor.item()
    if item is None:
        return False
    clause = editor.dice.choice([each for each in item["clauses"] if "text" in each])
    pieces = re.split("(?<=[，。；、])", clause["text"])
    k = editor.dice.randrange(len(pieces))
    way = editor.dice.randrange(3)
    if way == 0 and len(pieces) > 3:
        del pieces[k]
    elif way == 1:
        pieces.insert(k, "建立台账，逐项销号，")
    else:
        pieces[k] = editor.dice.choice(WORDS) + pieces[k]
    clause["text"] = "".join(pieces)
    clause.pop("references", None)
    return True


def split(editor: _Editor) -> bool:
    def divisible(node: Node) -> bool:
        clauses = node["clauses"]
        return (
            len(clauses) == 1
            and len([p for p in re.split("(?<=[。；])", clauses[0].get("text", "")) if len(p) > 12]) > 1
        )

    item = editor.item(divisible)
    if item is None:
        return False
    clause = item["clauses"][0]
    pieces = [piece for piece in re.split("(?<=[。；])", clause["text"]) if piece]
    k = next(k for k in range(1, len(pieces)) if len("".join(pieces[:k])) > 12)
    halves = ["".join(pieces[:k]), "".join(pieces[k:])]
    if min(map(len, halves)) <= 12:
        return False
    group = editor.group_of(item)
    at = next(k for k, each in enumerate(group) if each is item)
    group[at : at + 1] = [
        {**item, "clauses": [{"text": half} | ({"duty": copy.deepcopy(clause["duty"])} if "duty" in clause else {})]}
        for half in halves
    ]
    return True


def merge(editor: _Editor) -> bool:
    def pairs(group: list[Node]) -> list[int]:
        plain = [len(node["clauses"]) == 1 and "text" in node["clauses"][0] and "title" not in node for node in group]
        return [k for k in range(len(group) - 1) if plain[k] and plain[k + 1]]

    groups = [group for group in editor.groups() if len(group) > 2 and pairs(group)]
    if not groups:
        return False
    group = editor.dice.choice(groups)
    k = editor.dice.choice(pairs(group))
    first, second = group[k]["clauses"][0], group[k + 1]["clauses"][0]
    if first.get("duty", {}).get("text") != second.get("duty", {}).get("text"):
        return False  # it would be a change of duties too
    group[k : k + 2] = [{**group[k], "clauses": [{**first, "text": first["text"] + second["text"]}]}]
    return True


def add_clause(editor: _Editor) -> bool:
    item = editor.item()
    if item is None or not editor.tasks:
        return False
    item["clauses"].insert(editor.dice.randint(0, len(item["clauses"])), editor.new_item()["clauses"][0])
    return True


def remove_clause(editor: _Editor) -> bool:
    item = editor.item(lambda node: len(node["clauses"]) > 1)
    if item is None:
        return False
    del item["clauses"][editor.dice.randrange(len(item["clauses"]))]
    return True


def _rewrite(duty: Node) -> None:
    """The words of a notation after its offices changed."""
    said = [
        "、".join(duty[role]) + word
        for role, word in (("lead", "牵头"), ("responsible", "负责"), ("support", "配合"), ("guide", "指导"))
        if duty.get(role)
    ]
    duty["text"] = "，".join(said)
    for role in ("lead", "responsible", "support", "guide"):
        if not duty.get(role):
            duty.pop(role, None)


def add_office(editor: _Editor) -> bool:
    office = editor.dice.choice(OFFICES)
    duty = editor.duty(lambda duty: office not in str(duty))
    if duty is None:
        return False
    role = editor.dice.choice(["lead", "responsible", "support"])
    offices = duty.setdefault(role, [])
    offices.insert(editor.dice.randint(0, len(offices)), office)
    _rewrite(duty)
    return True


def drop_office(editor: _Editor) -> bool:
    duty = editor.duty(lambda duty: sum(len(duty.get(role, [])) for role in ("lead", "responsible", "support")) > 1)
    if duty is None:
        return False
    role = editor.dice.choice([role for role in ("lead", "responsible", "support") if duty.get(role)])
    del duty[role][editor.dice.randrange(len(duty[role]))]
    _rewrite(duty)
    return True


def change_role(editor: _Editor) -> bool:
    duty = editor.duty(lambda duty: bool(duty.get("responsible")))
    if duty is None:
        return False
    office = duty["responsible"].pop(editor.dice.randrange(len(duty["responsible"])))
    duty.setdefault(editor.dice.choice(["lead", "support"]), []).append(office)
    _rewrite(duty)
    return True


def replace_lead(editor: _Editor) -> bool:
    office = editor.dice.choice(OFFICES)
    duty = editor.duty(lambda duty: bool(duty.get("lead")) and office not in str(duty))
    if duty is None:
        return False
    duty["lead"][editor.dice.randrange(len(duty["lead"]))] = office
    _rewrite(duty)
    return True


def change_manner(editor: _Editor) -> bool:
    duty = editor.duty()
    if duty is None:
        return False
    duty["manner"] = editor.dice.choice([way for way in ("按职责分工", "分别", "共同") if way != duty.get("manner")])
    return True


def set_deadline(editor: _Editor) -> bool:
    duty = editor.duty()
    if duty is None:
        return False
    duty["deadline"] = {"text": f"2023年{editor.dice.randint(1, 12)}月底前完成"}
    return True


def change_title(editor: _Editor) -> bool:
    node = editor.dice.choice([node for node in editor.nodes() if node.get("title")])
    node["title"] = editor.dice.choice(["着力", "全力", "统筹"]) + node["title"]
    return True


def change_header(editor: _Editor) -> bool:
    editor.data["header"]["document_number"] = f"济双打办〔2023〕{editor.dice.randint(2, 99)}号"
    return True


def number_otherwise(editor: _Editor) -> bool:
    editor.data["style"] = editor.dice.choice(["chapters", "through"])
    return True


EDITS = (
    insert, insert_section, remove, move, swap_sections, reword, split, merge, add_clause, remove_clause,
    add_office, drop_office, change_role,
    replace_lead, change_manner, set_deadline, change_title, change_header, number_otherwise,
)  # fmt: skip


def _number(data: Data) -> None:
    """Number all parts anew, as a person does before sending the notice out."""
    style = data.pop("style", "")
    through = 0
    waiting: list[tuple[str, int, list[Node]]] = [("", 0, data["plan"]["children"])]
    while waiting:
        prefix, depth, group = waiting.pop(0)
        deeper = []
        for k, node in enumerate(group, 1):
            number = k
            if "children" not in node and style == "through":
                through = number = through + 1
            label = [f"{han_number(number)}、", f"（{han_number(number)}）", f"{number}."][min(depth, 2)]
            if depth == 0 and style == "chapters":
                label = f"第{han_number(number)}章"
            if depth == 1 and "children" not in node and node["label"].endswith("."):
                label = f"{number}."
            node["label"] = label
            node["id"] = f"{prefix}{number}"
            if "children" in node:
                deeper.append((f"{node['id']}.", depth + 1, node["children"]))
        waiting = [*deeper, *waiting]


def edited(notice: Notice, seed: int, most: int = 8) -> tuple[Notice, Notice, list[str]]:
    """A notice, the same after some edits, and the names of the edits."""
    data: Any = to_data(notice)
    _number(data)
    old = copy.deepcopy(data)
    editor = _Editor(data, seed)
    done = []
    for _ in range(editor.dice.randint(1, most)):
        edit = editor.dice.choice(EDITS)
        if edit(editor):
            done.append(edit.__name__)
    _number(data)
    return from_data(old), from_data(data), done
