"""`taizhang scan_public`: everything that the public can read, scanned now: open registers, published texts and files."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from taizhang.publishing import looking_again, scanning
from taizhang.publishing.models import Publication
from taizhang.registers.screening import held_lines, open_registers, places, screen_all


class Command(BaseCommand):
    help = "检查公众看得到的一切：公开台账的记录、已发布的稿件和附件"

    def handle(self, **options: Any) -> None:
        count = screen_all()
        held = [
            (register, line)
            for register in open_registers()
            for line in held_lines(register).order_by("record_id")
        ]
        self.stdout.write(f"公开台账：检查了 {count:,} 条记录，{len(held):,} 条有不该公开的，公众看不到")
        for register, line in held:
            self.stdout.write(f"  {register.title} {line.record_id}：{places(line.found)}")
        for held_file in scanning.in_use():
            scanning.scan_again(held_file)
        found = looking_again.look(everything=True)
        published = Publication.objects.filter(state=Publication.State.PUBLISHED)
        self.stdout.write(f"已发布的稿件：{published.count():,} 份，{found:,} 份有没处理的")
        for one in published.filter(left__gt=0):
            self.stdout.write(f"  稿件 {one.pk}：{one.left} 处")
        if found:
            sys.exit(1)
