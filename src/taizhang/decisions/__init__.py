"""What the packs say of the enterprises, kept 政策判定: facts from the registers, decisions, reminders."""
