import { Agent, request } from 'node:http'

/** Of sorted or unsorted numbers: the one below which the given share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]) => percentile(values, 0.5)

export interface Spread {
  readonly p50: number
  readonly p95: number
}

/**
 * Measures several ways side by side: in each round every way is taken in turn, again and again, so that what
 * else the machine does meets all of them alike. Gives the median over the rounds of each round's p50 and p95.
 * @param ways each gives the milliseconds of one go
 */
export async function sideBySide<Way extends string>(
  ways: Readonly<Record<Way, () => Promise<number>>>,
  { rounds = 5, goes = 25, warmUp = 5 } = {},
): Promise<Record<Way, Spread>> {
  const names = Object.keys(ways) as Way[]
  for (let go = 0; go < warmUp; go++) for (const name of names) await ways[name]()
  const spreads = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Way, Spread[]>
  for (let round = 0; round < rounds; round++) {
    const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Way, number[]>
    for (let go = 0; go < goes; go++)
      for (const name of go % 2 ? names.toReversed() : names) taken[name].push(await ways[name]())
    for (const name of names)
      spreads[name].push({ p50: percentile(taken[name], 0.5), p95: percentile(taken[name], 0.95) })
  }
  const middle = (of: readonly Spread[]): Spread => ({
    p50: median(of.map(({ p50 }) => p50)),
    p95: median(of.map(({ p95 }) => p95)),
  })
  return Object.fromEntries(names.map((name) => [name, middle(spreads[name])])) as Record<Way, Spread>
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Answer {
  readonly status: number
  readonly location: string | undefined
  readonly cookies: readonly string[]
  readonly body: string
  readonly milliseconds: number
}

/** One GET (or POST of a form) on a kept connection, read to its end. */
export function ask(url: string, cookie = '', form?: Readonly<Record<string, string>>): Promise<Answer> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(
      url.replace('//localhost:', '//127.0.0.1:'),
      {
        agent,
        method: form ? 'POST' : 'GET',
        headers: {
          cookie,
          host: new URL(url).host,
          ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
      },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          body += chunk
        })
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location,
            cookies: response.headers['set-cookie'] ?? [],
            body,
            milliseconds: performance.now() - begun,
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(form && new URLSearchParams(form).toString())
  })
}

/** The milliseconds of one page. @throws when the answer is not 200 */
export async function pageTime(url: string, cookie?: string): Promise<number> {
  const { status, milliseconds } = await ask(url, cookie)
  if (status !== 200) throw new Error(`${url} answered ${status}`)
  return milliseconds
}

/** Asks for a page over eight connections for a while; gives requests a second. */
export async function load(url: string, cookie?: string, duration = 1000, connections = 8): Promise<number> {
  const begun = performance.now()
  let answers = 0
  const one = async () => {
    while (performance.now() - begun < duration) {
      await pageTime(url, cookie)
      answers++
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return answers / ((performance.now() - begun) / 1000)
}
