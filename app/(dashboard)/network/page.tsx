import { redirect } from 'next/navigation'

export default function NetworkPage() {
  redirect('/network/dns')
}
