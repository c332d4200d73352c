import { z } from 'zod'
import { secure } from '@/lib/shell'
import { vault } from './vault'

const produced = z.object({
  StatusCode: z.string(),
  Does: z.string(),
  Shows: z.string(),
  Recipient: z.string(),
  MessageId: z.string().nullable(),
  Reply: z.string().nullable(),
  Transcript: z.array(z.string()),
  Next: z.string().nullable(),
})

/** What came of producing a code, as Send-NonDeliveryTest tells it. */
export type ProducedNote = z.infer<typeof produced>

/** For the address that the browser is led to. Sealed: nobody else can put words there. Empty for anything else. */
export function writeProduced(output: unknown): string {
  const read = produced.safeParse(output)
  if (!read.success) return ''
  const Transcript = read.data.Transcript.slice(0, 30).map((line) => line.slice(0, 120))
  return encodeURIComponent(vault.seal(JSON.stringify({ ...read.data, Transcript })))
}

/** The note in an address; null for anything that we did not write. */
export function readProduced(given: string | undefined): ProducedNote | null {
  if (!given || given.length > 8000) return null
  try {
    return produced.safeParse(JSON.parse(vault.open(secure('', given)))).data ?? null
  } catch {
    return null
  }
}
