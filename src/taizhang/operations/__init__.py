"""Operations 运行维护: setting up, serving, the beat of the house, backup and proved restore."""
