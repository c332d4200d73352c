import { refusalOf } from './asked-type'
import { type Query, type Question, readQuery } from './read-query'
import { type Reply, withoutRecords } from './reply'
import { limitOf, writeProblem, writeReply } from './write-reply'

/** A name server without its sockets. */
export interface NameServer {
  /** Whether it asks others for the asker (the RA bit). */
  readonly recursive: boolean
  /** Of the Internet's names, class IN. */
  answer(question: Question, recursionDesired: boolean): Reply
}

const internetClass = 1

function replyTo({ header, question, edns }: Query, server: NameServer): Reply {
  if (edns && edns.version !== 0) return withoutRecords('BADVERS')
  if (question.class !== internetClass) return withoutRecords('REFUSED')
  const refusal = refusalOf(question.typeNumber)
  return refusal ? withoutRecords(refusal) : server.answer(question, header.recursionDesired)
}

/** The answer to a packet, whatever is in it. Null: none is due. */
export function answerPacket(packet: Buffer, transport: 'udp' | 'tcp', server: NameServer): Buffer | null {
  const query = readQuery(packet)
  if (!query) return null
  if ('problem' in query) return writeProblem(query.header, query.problem, server.recursive)
  return writeReply(query, replyTo(query, server), limitOf(query, transport), server.recursive)
}
