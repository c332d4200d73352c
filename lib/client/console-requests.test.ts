import { describe, expect, it } from 'vitest'
import type { ConsoleEvent } from '@/lib/runbooks/console'
import { end, text } from './console-for-tests'
import { eventsOf } from './console-requests'

async function read(response: Response): Promise<ConsoleEvent[]> {
  const events: ConsoleEvent[] = []
  for await (const event of eventsOf(response)) events.push(event)
  return events
}

/** An answer that comes in pieces of so many bytes, and may break off. */
function inPieces(whole: string, size: number, breaksOff = false): Response {
  const bytes = new TextEncoder().encode(whole)
  let from = 0
  return new Response(
    new ReadableStream({
      pull(stream) {
        if (from < bytes.length) stream.enqueue(bytes.slice(from, from + size))
        else if (breaksOff) stream.error(new Error('gone'))
        else stream.close()
        from += size
      },
    }),
  )
}

const lines = (...events: readonly ConsoleEvent[]) => events.map((one) => `${JSON.stringify(one)}\n`).join('')
const ids = (events: readonly ConsoleEvent[]) =>
  events.map((one) => (one.kind === 'refused' ? one.error.errorId : one.kind))

describe('the events of a run', () => {
  it('are the same however the answer is cut into pieces', async () => {
    const events = [text('Zoë 田中 👍'), text('two'), end()]
    for (const size of [1, 2, 7, 1000]) expect(await read(inPieces(lines(...events), size))).toEqual(events)
  })

  it('end with an error when the connection is lost', async () => {
    expect(ids(await read(inPieces(lines(text('one')), 5, true)))).toEqual(['text', 'ConnectionLost'])
    expect(ids(await read(inPieces(lines(text('one')), 5)))).toEqual(['text', 'ConnectionLost'])
  })

  it('are none where something else answered', async () => {
    const html = new Response('<!doctype html><p>Bad gateway', { status: 502 })
    const [only, ...others] = await read(html)
    expect(others).toEqual([])
    expect(only?.kind === 'refused' && only.error.message).toBe(
      'The server did not answer as it should (502).',
    )
  })

  it('leave out lines that are no events', async () => {
    expect(await read(new Response(`null\n{"a":1}\n[\n${lines(end())}`))).toEqual([end()])
  })
})
