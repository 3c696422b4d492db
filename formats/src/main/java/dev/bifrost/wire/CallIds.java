package dev.bifrost.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The ids of tool calls as a target format accepts them. An alias follows from the id alone, so a
/// call and its result meet under it in every turn, and prompt caches stay warm.
public final class CallIds {
  private static final int ALIAS_LENGTH = 32;

  private CallIds() {}

  /// The id itself where it fits, else an alias that does: lower-case letters and digits of a
  /// SHA-256, so two ids stay two. An alias fits again and is then its own.
  ///
  /// @param maxLength the most characters the target accepts, at least 9
  /// @param onlyLettersDigits whether `_` and `-` are refused too
  public static String fitting(String id, int maxLength, boolean onlyLettersDigits) {
    if (!id.isEmpty()
        && id.length() <= maxLength
        && id.chars().allMatch(c -> isAllowed(c, onlyLettersDigits))) {
      return id;
    }
    String digits = new BigInteger(1, sha256(id)).toString(36);
    return digits.substring(digits.length() - Math.min(maxLength, ALIAS_LENGTH));
  }

  private static boolean isAllowed(int c, boolean onlyLettersDigits) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (!onlyLettersDigits && (c == '_' || c == '-'));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
