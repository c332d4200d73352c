import type { Config } from 'tailwindcss'

/** Where class names stand; colours and sizes are in the theme of app/globals.css. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
} satisfies Config
