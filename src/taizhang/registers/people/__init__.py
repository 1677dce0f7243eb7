"""People the bureau deals with 人员: experts, talents, liaisons, advisers."""
