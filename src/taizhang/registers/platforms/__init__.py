"""Innovation platforms 创新平台: centres, laboratories, incubators, workstations."""
