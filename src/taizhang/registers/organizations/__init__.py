"""Organizations 单位: enterprises, institutes, universities, hospitals, cooperatives, bureaus."""
