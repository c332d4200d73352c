'use client'

import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Alert, type Tone } from './alert'

export interface Toast {
  tone: Tone
  title: string
  detail?: string
}

const event = 'essentials-toast'

/** Shows a message at the bottom of the page from any client component; errors stay until they are closed. */
export function showToast(toast: Toast) {
  window.dispatchEvent(new CustomEvent(event, { detail: toast }))
}

/** The place where toasts appear, once a page (the frame has it). Announced politely. */
export function ToastRegion() {
  const [toasts, setToasts] = useState<readonly (Toast & { id: number })[]>([])
  const remove = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id))
  useEffect(() => {
    let count = 0
    const add = ({ detail }: Event & { detail?: Toast }) => {
      if (!detail) return
      const id = ++count
      setToasts((all) => [...all.slice(-3), { ...detail, id }])
      if (detail.tone !== 'error')
        setTimeout(() => setToasts((all) => all.filter((one) => one.id !== id)), 7000)
    }
    window.addEventListener(event, add)
    return () => window.removeEventListener(event, add)
  }, [])
  return (
    <div
      role="status"
      aria-live="polite"
      className="fixed right-4 bottom-4 z-50 flex w-[360px] max-w-[calc(100vw-32px)] flex-col gap-2 print:hidden"
    >
      {toasts.map((toast) => (
        <Alert key={toast.id} tone={toast.tone} className="shadow-lg">
          <div className="flex items-start gap-2">
            <div className="flex-1">
              <p className="font-semibold text-ink">{toast.title}</p>
              {toast.detail}
            </div>
            <button
              type="button"
              aria-label="Close"
              onClick={() => remove(toast.id)}
              className="size-6 text-soft"
            >
              <X aria-hidden size={15} />
            </button>
          </div>
        </Alert>
      ))}
    </div>
  )
}
