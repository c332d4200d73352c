import { findRecipient, permissionsOn, type Site } from '@/lib/exchange'

/** Whether a user may send from an address: one of their own, or one whose holder let them (Send-As). */
export async function maySendAs(site: Site, userId: string, sender: string): Promise<boolean> {
  const address = sender.toLowerCase()
  const user = await site.store.users.find(userId)
  const own = (user?.mailbox ?? user?.attributes.mail)?.addresses ?? []
  if (own.some((one) => one.address.toLowerCase() === address)) return true
  const holder = await findRecipient(site, address)
  if (!holder) return false
  const id = holder.kind === 'user' ? holder.user.id : holder.object.id
  const given = (await permissionsOn(site, id)).filter(
    (one) => one.user === userId && one.extendedRights.some((right) => /^send-?as$/i.test(right)),
  )
  return given.length > 0 && given.every(({ deny }) => !deny)
}
