import { emptyZone, nameServersOfProvider, type Zone, type ZoneRecord } from '@/lib/network'

const hosts = 1000

/** A zone of a thousand hosts, with mail, aliases and a wildcard, as both servers load it. */
export function benchZone(): Zone {
  const record = (id: string, name: string, type: ZoneRecord['type'], data: string): ZoneRecord => ({
    id,
    name,
    type,
    ttl: 3600,
    data,
  })
  const numbers = Array.from({ length: hosts }, (_, number) => number)
  return emptyZone('internet', 'contoso.com', nameServersOfProvider, {
    records: [
      record('mx', '@', 'MX', '0 h0.contoso.com.'),
      record('spf', '@', 'TXT', 'v=spf1 a mx ~all'),
      record('wild', '*.w', 'A', '203.0.113.1'),
      ...numbers.map((number) => record(`h${number}`, `h${number}`, 'A', `203.0.113.${number % 256}`)),
      ...numbers.map((number) => record(`c${number}`, `c${number}`, 'CNAME', `h${number}.contoso.com.`)),
    ],
  })
}

/** What is asked in turn: addresses, aliases, mail, text, the wildcard, and names that are not there. */
export function benchQuestions(): readonly (readonly [name: string, type: 'A' | 'MX' | 'TXT'])[] {
  return Array.from({ length: hosts }, (_, number) => {
    const kinds = [
      [`h${number}.contoso.com`, 'A'],
      [`c${number}.contoso.com`, 'A'],
      ['contoso.com', 'MX'],
      ['contoso.com', 'TXT'],
      [`n${number}.w.contoso.com`, 'A'],
      [`none${number}.contoso.com`, 'A'],
    ] as const
    return kinds[number % kinds.length] ?? kinds[0]
  })
}
