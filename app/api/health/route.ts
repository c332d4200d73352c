import { db } from '@/lib/server/db'

export const dynamic = 'force-dynamic'

/** 200 when the database answers, 503 saying what is down. */
export async function GET(): Promise<Response> {
  const version = process.env.APP_VERSION ?? 'development'
  try {
    await db.$queryRaw`select 1`
    return Response.json({ status: 'ok', database: 'ok', version })
  } catch {
    return Response.json({ status: 'down', database: 'not reachable', version }, { status: 503 })
  }
}
