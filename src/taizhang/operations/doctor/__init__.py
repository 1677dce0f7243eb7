"""`taizhang doctor` 体检: everything that an installation needs, each as one line with what to do."""
