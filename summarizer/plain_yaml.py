"""YAML as texts, lists and mappings: no tags, no aliases, nothing twice."""

from typing import Any

import yaml


class _Loader(yaml.BaseLoader):
    """Values as they are written: `No` stays a word and `12:30` no number of minutes. No tags, no aliases, no doubles."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias, with which a few lines can unfold to gigabytes; the rest is PyYAML's."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's signature
        """Refuse a key that stands twice, of which PyYAML would keep the last."""
        keys = [key.value for key, _ in node.value]
        double = next((key for key in keys if keys.count(key) > 1), None)
        if double is not None:
            raise yaml.YAMLError(f"{double} stands twice")
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> object:
    """Return what a YAML document holds, each value as it is written; raises ValueError with the problem where it can't be read."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - it makes texts, lists and mappings, nothing else
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise ValueError(getattr(error, "problem", None) or str(error)) from None
