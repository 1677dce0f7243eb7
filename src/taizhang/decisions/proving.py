"""What decisions were worked out from, held against their digests 判定依据的校验; the digests themselves are proved with the records."""

from taizhang.decisions.models import Decision, Working
from taizhang.decisions.queries import holds

CHUNK = 200


def verify_workings() -> list[str]:
    """What does not agree: a sentence naming the first decision whose facts or trace are not those it was made with."""
    proven = Working.objects.select_related("decision__organization").order_by("decision_id")
    wrong = [w.decision for w in proven.iterator(CHUNK) if not holds(w)]
    lost = Decision._default_manager.filter(working=None).exclude(digest="").select_related("organization")
    found = [(d.pk, d, "留存的事实或推算过程与校验码不符") for d in wrong]
    found += [(d.pk, d, "留存的事实和推算过程不见了") for d in lost]
    if not found:
        return []
    pk, first, what = min(found, key=lambda one: one[0])
    more = f"；另有 {len(found) - 1} 条也不符" if len(found) > 1 else ""
    return [
        f"判定依据不符：{first.organization}“{first.policy_title}”{first.decided_on} 的判定（编号 {pk}）{what}{more}。"
        "请从备份找回这条判定的依据，并查明是谁改的。"
    ]
