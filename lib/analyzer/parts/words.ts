import type { Answer, NoAnswer, Vantage } from '@/lib/network'

const longestAnswer = 400

export function fromWhere(from: Vantage): string {
  return from === 'internet' ? 'from the Internet' : 'from inside'
}

/** What was answered, short enough to be read, with nothing invisible in it. */
export function short(text: string, longest = longestAnswer): string {
  const plain = text.replace(/[^\P{C}\n]/gu, ' ').trim()
  return plain.length > longest ? `${plain.slice(0, longest)}…` : plain
}

export function printAnswer(answer: Answer): string {
  const { status, records, server } = answer
  if (status === 'TIMEOUT') return `No answer from ${server}`
  if (records.length === 0) return `${status === 'NOERROR' ? 'No such record' : status}, says ${server}`
  return short(records.map(({ name, type, data }) => `${name} ${type} ${data}`).join('\n'))
}

export function printNoAnswer(met: NoAnswer): string {
  return met.kind === 'refused' ? 'Connection refused' : short(met.reason)
}

export function list(values: readonly string[]): string {
  const last = values.at(-1) ?? ''
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} and ${last}`
}

/** 2026-11-22 */
export function day(iso: string): string {
  return iso.slice(0, 10)
}
