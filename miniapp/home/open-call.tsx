import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { followedCall, helpPress } from '../client/help-press.ts'
import { openPage } from '../client/navigate.ts'
import { useValue } from '../client/value-store.ts'
import { Icon } from '../ui/icon.tsx'
import { Row } from '../ui/layout.tsx'

/** The way back to a call whose end this phone has not seen yet: after a restart, or after leaving the help page. */
export function OpenCall() {
  const { input } = useValue(helpPress.state)
  const [, setShows] = useState(0)
  useDidShow(() => setShows((before) => before + 1))
  // Read each time: a press kept from before a restart may be answered while this page is shown.
  const call = followedCall.read()
  if (call === undefined && input === undefined) return null
  return (
    <Row
      className="card"
      lead={
        <View className="lead lead--icon">
          <Icon name="bell-ring" />
        </View>
      }
      title={call?.name === undefined ? '刚才的求助' : `刚才替${call.name}的求助`}
      note="点这里，看谁来了"
      onPress={() => openPage('help/index')}
    />
  )
}
