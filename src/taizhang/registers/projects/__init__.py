"""Science and technology plan projects 科技计划项目 through their life."""
