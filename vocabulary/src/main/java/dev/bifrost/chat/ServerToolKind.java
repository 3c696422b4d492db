package dev.bifrost.chat;

/// The tools that providers run themselves, by what they do.
public enum ServerToolKind {
  WEB_SEARCH,
  WEB_FETCH,
  CODE_EXECUTION,
  FILE_SEARCH,
  COMPUTER,
  IMAGE_GENERATION,
  MCP,
  TOOL_SEARCH,
  OTHER
}
