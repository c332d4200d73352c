import { type Clock, type Drive, noun, type Site, type Stored } from '@/lib/exchange'
import type { Change } from '@/lib/runbooks/change'
import { addressStore } from './address-store'
import { commandLog } from './command-log'
import type { Db } from './db'
import { disconnectedStore } from './disconnected-store'
import { siteNetwork } from './network'
import { objectStore } from './object-store'
import { mailStore } from './transport/mail-store'
import { userStore } from './user-store'
import { openBytes, sealBytes, vault } from './vault'

/** How far the site's clock is ahead of ours, in milliseconds. One object, named 'Clock'. */
export const clockOffset = noun<{ readonly ahead: number }>('Clock', "site's clock")

async function siteClock(db: Db, journal: Change[], known?: number): Promise<Clock> {
  let ahead = known ?? 0
  const clock: Clock = {
    now: () => new Date(Date.now() + ahead),
    async advance(by) {
      if (by < 0) throw new Error('The clock of the site only goes forward')
      // Of two at the same moment the later one goes on from the other: the clock never goes back.
      const moved = (await move(by)).ok || (await move(by)).ok
      if (!moved) throw new Error('The clock of the site is being moved by somebody else')
    },
  }
  const move = async (by: number) => {
    const locked = await db.$queryRaw<
      unknown[]
    >`select 1 from "SiteObject" where "class" = ${clockOffset.class} for update`
    // One that came since is not locked.
    const current = locked.length > 0 ? await objects.find(clockOffset, 'Clock') : null
    ahead = (current?.properties.ahead ?? 0) + by
    return current
      ? objects.update(clockOffset, current, { ahead })
      : objects.insert(clockOffset, 'Clock', { ahead })
  }
  const objects = objectStore(db, clock, journal)
  if (known === undefined) {
    const kept: Stored<{ ahead: number }> | null = await objects.find(clockOffset, 'Clock')
    ahead = kept?.properties.ahead ?? 0
  }
  return clock
}

function siteDrive(db: Db, clock: Clock): Drive {
  return {
    async read(path) {
      const file = await db.driveFile.findUnique({ where: { pathKey: path.toLowerCase() } })
      return file && openBytes(file.content)
    },
    async write(path, content) {
      const data = { path, content: sealBytes(content), size: content.length, createdAt: clock.now() }
      await db.driveFile.upsert({
        where: { pathKey: path.toLowerCase() },
        create: { pathKey: path.toLowerCase(), ...data },
        update: data,
      })
    },
    async remove(path) {
      await db.driveFile.deleteMany({ where: { pathKey: path.toLowerCase() } })
    },
  }
}

/** The site as commands see it, and what they changed so far. */
export interface OpenSite {
  readonly site: Site
  readonly changes: Change[]
}

/**
 * Opens the site on a connection; inside a transaction, everything done through it is that transaction's.
 * @param ahead how far the clock is ahead, where that is known already
 */
export async function openSite(db: Db, caller: string, ahead?: number): Promise<OpenSite> {
  const changes: Change[] = []
  const clock = await siteClock(db, changes, ahead)
  const store = {
    ...objectStore(db, clock, changes),
    users: userStore(db, clock, changes),
    disconnected: disconnectedStore(db, changes),
    addresses: addressStore(db),
  }
  const site: Site = {
    store,
    clock,
    vault,
    drive: siteDrive(db, clock),
    network: siteNetwork(),
    mail: mailStore(db, { store, clock }, () => site),
    caller,
    log: commandLog(db),
  }
  return { site, changes }
}
