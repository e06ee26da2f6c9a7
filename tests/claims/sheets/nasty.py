"""Texts that files of tables have been broken with."""

FORMULAS = (
    *("=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.invalid/","x")'),
    *("＝1+1", "＋1", "－1", "＠SUM(A1)", "﹦1", "﹢1", "﹣1", "﹫a"),
    *("\t=1", "\r=1", "\n=1", "\ttab", "\rreturn", "\nline", "\0=1"),
    *("  =1", "\u00a0=1", "\u3000=1", "\ufeff=1", "\u200b=1", "\x1f=1", "'=1", "''=1", "' =1", "'\t"),
    *("- a list of things", "-5 percent", "+49 30 1234", "@ministry said so"),
)
HARMLESS = (
    *("", "Exports grew by 5 percent.", "'tis said", "''", "a=b", "1-1", "“=1”", "–1 (a dash)", "#REF!", "0", "TRUE"),
    *('She said: "No, never", and left; then came back', "two\nlines", "crlf\r\nline", "semi;colon, comma", "a\ttab"),
    *("\u05e2\u05d1\u200f and \u0627\u0644", "𝔘𝔫𝔦 😀 e\u0301", "\u2028 separates \u2029", "a trailing blank ", " a"),
    *("a\x01b\x08c\x0bd\x1fe", "_x0001_ as it is written", "_x005F_", "\ufffe and \uffff"),
    *("x" * 40_000, "😀" * 20_000),
)
TEXTS = (*FORMULAS, *HARMLESS, "=" + "1" * 40_000, "'" * 40_000 + "=")
