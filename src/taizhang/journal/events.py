"""The catalogue of everything that can happen 事件目录."""

from django.db.models import TextChoices


class Event(TextChoices):
    """One line of the catalogue; the label is what people read in the history."""

    RECORD_ADDED = "record.added", "登记"
    RECORD_CHANGED = "record.changed", "修改"
    RECORD_VERIFIED = "record.verified", "核实"
    RECORD_ENDED = "record.ended", "终止"
    RECORD_RESUMED = "record.resumed", "恢复"
    RECORD_WITHDRAWN = "record.withdrawn", "随导入撤销"
    RECORD_REVEALED = "record.revealed", "查看被遮盖的信息"
    CHANGE_PROPOSED = "change.proposed", "提出修改"
    CHANGE_DECLINED = "change.declined", "不采纳修改"
    FILE_ATTACHED = "file.attached", "添加附件"
    FILE_ENDED = "file.ended", "停用附件"
    BATCH_RECEIVED = "batch.received", "收到表格"
    BATCH_ACCEPTED = "batch.accepted", "确认导入"
    BATCH_UNDONE = "batch.undone", "撤销导入"
    ROWS_EXPORTED = "rows.exported", "导出"
    USER_ADDED = "user.added", "新增用户"
    USER_CHANGED = "user.changed", "修改用户"
    SIGNED_IN = "user.signed_in", "登录"
    SIGNED_OUT = "user.signed_out", "退出"
    SIGN_IN_FAILED = "user.sign_in_failed", "登录失败"
    SETTING_CHANGED = "setting.changed", "修改设置"
    LEDGER_STARTED = "ledger.started", "启用台账"
