import { randomUUID } from 'node:crypto'
import type { UserProperties } from '@/lib/exchange'
import { db } from '@/lib/server/db'
import { userColumns } from '@/lib/server/user-row'

const givenNames =
  'Frank Mary James Aisha Björn Carla Dmitri Elena Fatima Georg Hannah Igor Julia Kenji Lucía Mateo Nadia Olivier Priya Quentin Rosa Søren Tomás Ulrike Victor Wei Ximena Yusuf Zoë Anders Beatriz Chloé Daniel Emil Freya Grace Hugo Ingrid José Katarzyna Liam Mónica Noah Oksana Pedro Renée Stefan Tariq Ursula Vanessa William Yvonne Zbigniew Agnes Boris Cecilia Derek Eva Fabian Gunnar Helga Isabel Jürgen Kristin Lars Maja Nils Ottilie Paul Raúl'.split(
    ' ',
  )
const surnames =
  'Miller Smith Müller García Kowalski Nguyen Andersson Rossi Silva Ivanov Yilmaz Dubois Jansen Novák Horvat Papadopoulos Kim Tanaka Wang Singh Patel Khan Haddad Cohen O’Brien Murphy MacDonald Jones Williams Taylor Brown Davies Evans Wilson Thomas Roberts Johnson Walker Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Lewis Martin Jackson Clarke Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Maier Bernard Petit Durand Leroy Moreau Laurent Simon Michel Lefebvre Bertrand Roux Fournier Girard Bonnet Lambert Fontaine Rousseau Fernández López Martínez Sánchez Pérez Gómez Ruiz Díaz Moreno Muñoz Álvarez Romero Torres Navarro Ramos Serrano Molina Ferrari Russo Bianchi Romano Colombo Ricci Marino Greco Conti Esposito Hansen Johansen Olsen Larsen Nielsen Pedersen Lindberg Lundqvist Virtanen Korhonen Nowak Wójcik Lewandowski Dąbrowski Svoboda Dvořák Petrov Sokolov Popescu Ionescu'.split(
    ' ',
  )

const firstHalves =
  'Ander Berg Carl Dahl Eber Falk Gold Hall Holm Iver Kalt Lang Lind Matt Neu Ost Peter Rosen Sand Stein Thor Vogel Wald West Zell Abra Bala Cazan Dragu Feder Grego Jova Kova Laza Moro Nico Oliva Petro Roma Sava'.split(
    ' ',
  )
const secondHalves =
  'son sen mann feld stein berg dorf ford ley worth strom quist akis escu ic enko ski ini etti ides'.split(
    ' ',
  )

/** The commonest first: the names above, then some eight hundred rarer ones. */
const allSurnames = [
  ...surnames,
  ...firstHalves.flatMap((first) => secondHalves.map((second) => first + second)),
]

/** Surnames follow Zipf's law: the commonest is that of one in 80, the hundredth of one in 470. */
let sum = 0
const upTo = allSurnames.map((_, rank) => {
  sum += 1 / (rank + 20)
  return sum
})

function surnameAt(share: number): string {
  return allSurnames[upTo.findIndex((bound) => share * sum < bound)] ?? ''
}

const gigabyte = 1024 ** 3

/** The same numbers at each run: what is random here may not differ between two benches. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    // Numerical Recipes' linear congruential generator
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

function letters(name: string): string {
  return name.normalize('NFKD').replace(/[^A-Za-z]/g, '')
}

/** Nineteen in twenty have a mailbox, one in eight has a second address, some are deactivated, few administer. */
function person(index: number, roll: () => number): UserProperties {
  const firstName = givenNames[Math.floor(roll() * givenNames.length)] ?? ''
  const lastName = surnameAt(roll())
  const logonName = `${letters(firstName)}${letters(lastName)[0]}${index}`
  const bytes = Math.floor(roll() ** 3 * 1.8 * gigabyte)
  const addresses = [
    `${letters(firstName)}.${letters(lastName)}${index}@contoso.com`,
    `${logonName}@contoso.com`,
  ]
  return {
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    logonName,
    accessLevel: roll() < 0.01 ? 'Administrator' : 'User',
    enabled: roll() > 0.06,
    vpn: roll() < 0.2,
    remoteWebAccess: roll() < 0.6,
    passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$benchbenchbench$nobodySignsInWithThis',
    mailbox:
      roll() < 0.05
        ? null
        : {
            guid: randomUUID(),
            alias: logonName,
            database: 'Mailbox Database',
            addressPolicyEnabled: true,
            useDatabaseQuotaDefaults: roll() < 0.3,
            issueWarningQuota: Math.floor(1.9 * gigabyte),
            prohibitSendQuota: 2 * gigabyte,
            prohibitSendReceiveQuota: Math.floor(2.3 * gigabyte),
            addresses: addresses
              .slice(0, roll() < 0.125 ? 2 : 1)
              .map((address, place) => ({ address, primary: place === 0 })),
            bytes,
            itemCount: Math.floor(bytes / 75_000),
          },
  }
}

const batch = 5000

/** Adds so many varied users, with the columns that the product itself would write. */
export async function fillUsers(count: number): Promise<void> {
  const roll = dice(2007)
  const now = new Date()
  for (let from = 0; from < count; from += batch) {
    const users = Array.from({ length: Math.min(batch, count - from) }, (_, index) => ({
      id: randomUUID(),
      ...person(from + index, roll),
    }))
    const rows = users.map(({ id, ...user }) => ({
      id,
      ...userColumns(user),
      passwordChangedAt: now,
      createdAt: now,
      changedAt: now,
    }))
    const addresses = users.flatMap(({ id, mailbox }) =>
      (mailbox?.addresses ?? []).map((one) => ({ ...one, key: one.address.toLowerCase(), userId: id })),
    )
    await db.$executeRaw`insert into "User" select * from json_populate_recordset(null::"User", ${asJson(rows)}::json)`
    await db.$executeRaw`insert into "ProxyAddress" select * from json_populate_recordset(null::"ProxyAddress", ${asJson(addresses)}::json)`
  }
  await db.$executeRaw`vacuum analyze`
}

function asJson(rows: readonly object[]): string {
  return JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? value.toString() : value))
}
