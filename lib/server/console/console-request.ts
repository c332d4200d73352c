import { z } from 'zod'
import { type ErrorRecord, errorRecord, ok, type Result } from '@/lib/shell'
import { checkAdministratorRequest, type Person } from '../session'

/** The longest script as JSON, each of its characters escaped. */
const largestBody = 6_100_000
export const longestSource = 1_000_000

const shell = z.uuid()
const text = z.string().max(longestSource)
const short = z.string().max(10_000)

/** What a browser sends to each address of the shell. */
export const runBody = z.object({
  shell,
  source: text,
  columns: z.int().min(40).max(400),
  script: z
    .object({
      path: z
        .string()
        .max(260)
        .regex(/^[A-Za-z]:\\[^\0-\x1f]*\.ps1$/i),
      parameters: z.record(z.string().max(200), z.string().max(100_000)).refine(fewEnough),
    })
    .optional(),
})
export const answerBody = z.object({
  shell,
  question: z.uuid(),
  answer: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['text', 'secret']), text: short }),
    z.object({ kind: z.literal('credential'), userName: short, password: short }),
    z.object({ kind: z.literal('confirm'), choice: z.enum(['yes', 'yesToAll', 'no', 'noToAll']) }),
  ]),
})
export const completeBody = z.object({ shell, text, caret: z.int().min(0).max(longestSource) })
export const shellBody = z.object({ shell })

function fewEnough(parameters: Readonly<Record<string, string>>): boolean {
  return Object.keys(parameters).length <= 200
}

const unreadable = errorRecord('InvalidArgument', 'RequestNotReadable', 'This request cannot be read.', {
  recommendedAction: 'Load the page again.',
})

export interface ConsoleCall<T> {
  readonly person: Person
  readonly body: T
}

/** Who asks, and what; only administrators may. */
export async function readCall<T>(request: Request, schema: z.ZodType<T>): Promise<Result<ConsoleCall<T>>> {
  const person = await checkAdministratorRequest(request)
  if (!person.ok) return person
  const written = await boundedText(request)
  const read = schema.safeParse(written === null ? null : jsonOf(written))
  return read.success ? ok({ person: person.value, body: read.data }) : { ok: false, error: unreadable }
}

/** Why nothing was done, as the last line of an answer. */
export function refused(error: ErrorRecord): Response {
  const status =
    error.category === 'PermissionDenied' ? 403 : error.category === 'InvalidArgument' ? 400 : 409
  return Response.json({ kind: 'refused', error }, { status, headers: { 'cache-control': 'no-store' } })
}

export function done(value: object = {}): Response {
  return Response.json(value, { headers: { 'cache-control': 'no-store' } })
}

async function boundedText(request: Request): Promise<string | null> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size > largestBody) return null
      parts.push(part)
    }
  } catch {
    return null
  }
  return Buffer.concat(parts).toString('utf8')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
