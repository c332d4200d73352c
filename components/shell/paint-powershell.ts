import { type TokenKind, tokenize } from '@/components/ui/powershell'
import { type Ink, ink } from '@/lib/client/console-text'
import type { Piece } from '@/lib/client/line-rows'

const inks: Readonly<Record<TokenKind, Ink | null>> = {
  command: ink.command,
  parameter: ink.parameter,
  operator: ink.parameter,
  string: ink.string,
  variable: ink.variable,
  number: ink.number,
  comment: ink.faint,
  text: null,
}

/** Longer texts are pasted, not typed: they stay plain, so that every key is quick. */
const longestPainted = 20_000

/** PowerShell in the colours of the terminal. */
export function paintPowerShell(text: string): readonly Piece[] {
  if (text.length > longestPainted) return [{ text, ink: null }]
  return tokenize(text).map((token) => ({ text: token.text, ink: inks[token.kind] }))
}
