import type { AnswerRecord } from '@/lib/network'

/** RFC 6895 §2.3; BADVERS needs the upper bits of the OPT record. */
export const responseCodes = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  BADVERS: 16,
} as const
export type ResponseCode = keyof typeof responseCodes

/** What a name server says, before it is a packet. */
export interface Reply {
  readonly code: ResponseCode
  readonly authoritative: boolean
  readonly answers: readonly AnswerRecord[]
  readonly authority: readonly AnswerRecord[]
  /** Left out where there is no room. */
  readonly additional: readonly AnswerRecord[]
}

export function withoutRecords(code: ResponseCode): Reply {
  return { code, authoritative: false, answers: [], authority: [], additional: [] }
}
