export const sizeUnits = ['KB', 'MB', 'GB', 'TB'] as const
export type SizeUnit = (typeof sizeUnits)[number]

/** Splits "2 GB" or "1.9GB" into what the two controls show; what is no size stays in `amount` to be corrected. */
export function splitSize(text: string): { amount: string; unit: SizeUnit } {
  const match = /^\s*([\d.,]*)\s*([kmgt]b)?\s*$/i.exec(text)
  if (!match) return { amount: text.trim(), unit: 'GB' }
  return { amount: match[1] ?? '', unit: (match[2]?.toUpperCase() as SizeUnit | undefined) ?? 'GB' }
}

/** "2" and "GB" as one text; nothing typed is the empty text. */
export function joinSize(amount: string, unit: SizeUnit): string {
  return amount.trim() === '' ? '' : `${amount.trim()} ${unit}`
}
