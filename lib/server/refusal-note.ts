import { type ErrorRecord, secure } from '@/lib/shell'
import { vault } from './vault'

/** Why a button's command was refused, for the address that the browser is led to. Sealed: nobody else can put words there. */
export function writeRefusal({ message, recommendedAction }: ErrorRecord): string {
  return vault.seal([message, recommendedAction].filter(Boolean).join(' ').slice(0, 500))
}

/** The refusal in an address; null for anything that we did not write. */
export function readRefusal(given: string | string[] | undefined): string | null {
  if (typeof given !== 'string' || given.length > 4000) return null
  try {
    return vault.open(secure('', given))
  } catch {
    return null
  }
}
