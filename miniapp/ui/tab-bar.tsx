import { Text, View } from '@tarojs/components'
import { openTab } from '../client/navigate.ts'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'

const tabs = [
  { key: 'home', page: 'home/index', icon: 'house', text: '首页' },
  { key: 'booking', page: 'booking/services/index', icon: 'calendar-check', text: '服务' },
  { key: 'volunteering', page: 'volunteering/activities/index', icon: 'hand-heart', text: '志愿' },
  { key: 'me', page: 'me/index', icon: 'user-round', text: '我的' },
] as const

export type TabKey = (typeof tabs)[number]['key']

/** The four tabs, drawn by ourselves so that both builds and both versions look alike. */
export function TabBar({ current }: { current: TabKey }) {
  return (
    <View className="tabbar" {...(process.env.TARO_ENV === 'h5' ? { role: 'tablist', 'aria-label': '主菜单' } : {})}>
      {tabs.map(({ key, page, icon, text }) => (
        <Press
          key={key}
          className={`tabbar__item ${key === current ? 'is-on' : ''}`}
          role="tab"
          label={text}
          contentSpeaks
          isOn={key === current}
          onPress={() => {
            if (key !== current) openTab(page)
          }}
        >
          <View className="tabbar__icon">
            <Icon name={icon} />
          </View>
          <Text>{text}</Text>
        </Press>
      ))}
    </View>
  )
}
