"""How the bureau runs its registers 台账设置."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from taizhang.access.marks import acts
from taizhang.access.roles import Act
from taizhang.registers.around import BureauSetting
from taizhang.registers.declaration import registers
from taizhang.registers.setting import ask_second_person
from taizhang.web.author import author_of, bureau_of


@acts(Act.SETTINGS)
def settings(request: HttpRequest) -> HttpResponse:
    """Which registers want a second person to verify."""
    bureau = bureau_of(request)
    known = registers()
    if request.method == "POST":
        chosen = set(request.POST.getlist("second_person"))
        # Each tick is one thing: only what the person changed himself is changed, whoever else saved in between.
        was = set(request.POST.get("seen", "").split(",")) if "seen" in request.POST else None
        wanted = {n: n in chosen for n in known if was is None or (n in chosen) != (n in was)}
        done = ask_second_person(bureau=bureau, wanted=wanted, registers=known, author=author_of(request))
        said = "、".join(known[name].title for name in done)
        messages.success(request, f"已修改：{said}。从现在起生效，以前核实的不变。" if done else "没有改动。")
        return redirect("admin:settings")
    on = set(
        BureauSetting.objects.filter(bureau=bureau, second_person=True).values_list("register", flat=True)
    )
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for register in known.values():
        groups.setdefault(register.group, []).append((register.name, register.title, register.name in on))
    return render(
        request,
        "admin/settings.html",
        {"groups": groups, "on": len(on), "all": len(known), "seen": ",".join(sorted(on))},
    )
