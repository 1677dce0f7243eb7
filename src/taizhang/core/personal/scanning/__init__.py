"""Finding personal data in what is to be published 公开前的个人信息扫描: texts, then files and every corner of them."""
