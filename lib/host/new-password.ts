/** The program behind `npm start -- --new-password EMAIL`, for whoever lost the only administrator's password. */

export interface AdministratorsModule {
  replacePassword(
    email: string,
  ): Promise<{ ok: true; value: { password: string } } | { ok: false; error: { message: string } }>
}

// A name that TypeScript does not follow: the host is checked without the whole server behind this door.
const door = '@/lib/server/administrators'
const { replacePassword } = (await import(door)) as AdministratorsModule
const email = process.argv[2] ?? ''
const replaced = await replacePassword(email)
console.log(
  replaced.ok
    ? `${email} signs in once with the password ${replaced.value.password}, and chooses another one then.`
    : replaced.error.message,
)
process.exit(replaced.ok ? 0 : 1)
