import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useState, type ReactNode } from 'react'
import { pressForHelp } from '../client/help-press.ts'
import { goBack } from '../client/navigate.ts'
import { settingsClass, useSettings } from '../client/settings.ts'
import { EmergencySheet } from './emergency.tsx'
import { HelpButton } from './help-button.tsx'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'
import { ToastHost } from './toast.tsx'

export interface PageProps {
  /** Stands in the navigation bar. */
  title: string
  /** In place of the title: e.g. whose account this is. */
  titleNode?: ReactNode
  /** A tab page has no way back. */
  back?: boolean
  /** The strip with the help pill and the emergency line; off where the page itself is about help, and for staff. */
  help?: boolean
  /** A wide coloured state under the bar (the help page): it brings its own bar. */
  panel?: ReactNode
  /** Takes the whole width of a wide screen in place of a column; for the desk. */
  wide?: boolean
  /** Stays at the bottom: the tab bar, or the page's one act. */
  bottom?: ReactNode
  children: ReactNode
}

/** Pixels that the phone's own status bar covers; in the browser there is none, only a little air. */
function statusBarHeight(): number {
  if (process.env.TARO_ENV === 'h5') return 4
  return Taro.getWindowInfo().statusBarHeight ?? 20
}

/** Parts of the page that a screen reader in the browser can jump to; WeChat has none. */
function landmark(role: 'banner' | 'main' | 'contentinfo') {
  return process.env.TARO_ENV === 'h5' ? { role } : {}
}

/** The frame of every page: status bar room, bar, help strip, body, bottom. The only place that knows version and font step. */
export function Page({ title, titleNode, back = true, help = true, panel, wide = false, bottom, children }: PageProps) {
  const settings = useSettings()
  const [isDialing, setDialing] = useState(false)
  useEffect(() => {
    if (process.env.TARO_ENV === 'h5') document.title = `${title} · 邻里通`
  }, [title])
  return (
    <View className={`page ${wide ? 'page--wide' : ''} ${settingsClass(settings)}`}>
      {panel === undefined ? (
        <View className="top" {...landmark('banner')}>
          <View style={{ height: `${statusBarHeight()}px` }} />
          <NavBar title={title} titleNode={titleNode} back={back} />
          {help ? <HelpStrip onDial={() => setDialing(true)} /> : null}
        </View>
      ) : (
        panel
      )}
      <View className={`body ${panel === undefined ? '' : 'body--after-panel'}`} {...landmark('main')}>
        {children}
      </View>
      {bottom === undefined ? null : (
        <View className="bottom" {...landmark('contentinfo')}>
          {bottom}
        </View>
      )}
      {isDialing ? <EmergencySheet onClose={() => setDialing(false)} /> : null}
      <ToastHost />
    </View>
  )
}

/** The bar of a page with a panel: same bar, inside the colour. */
export function PanelTop({ title, back = true }: { title: string; back?: boolean }) {
  return (
    <>
      <View style={{ height: `${statusBarHeight()}px` }} />
      <NavBar title={title} titleNode={undefined} back={back} />
    </>
  )
}

function NavBar({ title, titleNode, back }: { title: string; titleNode: ReactNode; back: boolean }) {
  return (
    <View className="navbar">
      {back ? (
        <Press className="navbar__back" label="返回" onPress={goBack}>
          <Icon name="chevron-left" />
          <Text className="navbar__word">返回</Text>
        </Press>
      ) : null}
      {titleNode ?? (
        <View
          className="navbar__title"
          {...(process.env.TARO_ENV === 'h5' ? { role: 'heading', 'aria-level': 1 } : {})}
        >
          <Text>{title}</Text>
        </View>
      )}
      <View className="navbar__room" />
    </View>
  )
}

/** Under the title of every resident page: the emergency line and the one red button, always in the same place. */
function HelpStrip({ onDial }: { onDial: () => void }) {
  return (
    <View className="help-strip">
      <Press className="help-strip__line" label="危及生命请直接拨打 120、110、119，点这里选号码" onPress={onDial}>
        <Text>危及生命请直接拨打</Text>
        <Text className="help-strip__nums">120 / 110 / 119</Text>
      </Press>
      <HelpButton size="pill" onPress={pressForHelp} />
    </View>
  )
}
