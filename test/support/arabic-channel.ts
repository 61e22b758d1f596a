import type { Channel } from '../../src/domain/channel.ts';

/** A channel as the shipped configuration has it, for tests that need no file. */
export const arabicChannel: Channel = {
  id: 'ar',
  title: 'نشرة الأخبار',
  description: 'أخبار المنطقة والعالم.',
  language: 'ar',
  direction: 'rtl',
  sections: [
    { slug: 'asia-pacific', label: 'آسيا والباسيفيك', aliases: ['آسيا والمحيط الهادئ'] },
    { slug: 'economy', label: 'اقتصاد وأعمال', aliases: ['اقتصاد', 'الاقتصاد'] },
    { slug: 'sports', label: 'رياضة', aliases: ['الرياضة'] },
    { slug: 'science', label: 'علوم وتكنولوجيا', aliases: ['علوم'] },
  ],
  authors: [{ name: 'هالة السروجي' }],
  rulesOff: [],
  maxItems: 50,
};

export const englishChannel: Channel = { ...arabicChannel, id: 'en', language: 'en', direction: 'ltr' };
