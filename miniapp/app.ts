import { useLaunch } from '@tarojs/taro'
import type { ReactNode } from 'react'
import { helpPress } from './client/help-press.ts'
import { testPress } from './client/test-press.ts'
import './app.css'

if (process.env.TARO_ENV === 'h5') require('./ui/browser.css')

export default function App({ children }: { children?: ReactNode }) {
  // A press that was not received before the app was closed goes on being sent.
  useLaunch(() => {
    helpPress.resume()
    testPress.resume()
  })
  return children
}
