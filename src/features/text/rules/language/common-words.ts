const words = (list: string) => list.trim().split(/\s+/);

/** English words that texts of customers are full of, and that look like nothing in a transliterated text. */
export const englishWords: ReadonlySet<string> = new Set(
  words(`a about after again all also always am an and any are as ask asked at away back bad be because been before being best
    better bit book but by call called came can cannot can't card change check come could customer day days did didn't do
    does doesn't don't done down easy else even ever every everything fast few find first fix flight for found friendly from
    get getting give go going good got great had happy hard has hasn't have haven't having he help helpful her here him his
    hold home hour hours how i if i'm in is isn't issue it its it's i've just keep know last late let like line little long
    look lost lot love made make many me minutes month months more most much my need never new next nice no nobody none not
    nothing now of off ok on one only or order other our out over paid pay people phone place please poor price problem super
    quick quickly quite really received refund said same say see service she should since slow so some someone something
    soon staff still such sure take talk team tell than thank thanks that the their them then there these they thing things
    think this those though time times to today told too took tried try trying two under until up us use used very wait
    waited waiting want wanted was wasn't way we week weeks well went were what when where which while who why will with
    without won't work worked working works worst would wrong year years yes yet you your yesterday terrible awful excellent
    amazing money bank account app website online support agent bill cheap expensive quality delivery product store`),
);

/** Frequent Russian words that a Ukrainian text does not have, ё written е. */
export const russianWords: ReadonlySet<string> = new Set(
  words(`что как или если только когда очень было есть нет был была были быть этот эта это эти того чтобы еще уже его ему
    меня мне мной тебя тебе себя себе нас нам вас вам они него нее них ней все всего всем всех вся где там здесь сейчас
    потом после перед почему потому поэтому также тоже даже больше меньше более менее лучше хуже хорошо хороший хорошая
    хорошие плохо плохой плохая плохие быстро быстрый быстрая долго долгое медленно отлично отличный отличная отличное
    спасибо пожалуйста здравствуйте нормально нравится понравилось понравился работает работают работал работать сделать
    сделали делает делать сказали сказал говорят говорил звонил звонила звонили дозвониться позвонил ждал ждала ждали ждать
    ожидание жду деньги денег деньгами карта карты карту счет счета счете кредит кредита вклад банке банком магазин магазине
    товар товара товаров доставка доставки доставку доставили заказ заказа заказал заказала привезли пришел пришла пришло
    пришли обслуживание обслуживания обслуживают сотрудник сотрудники сотрудников сотрудница оператор операторы специалист
    вежливый вежливые вежливо вежливая грубо хамство хамят нахамили очередь очереди телефон связь связи интернет сеть
    отзыв отзывы вопрос вопросы вопроса решили решил решить решение проблема проблемы проблему качество качества цена цены
    цену дорого дешево недорого подключили отключили отключают списали списывают снимают обманули обман обманывают вообще
    просто всегда никогда никто ничего нельзя можно нужно надо раз два три час часа часов минут минуты день дня дней неделя
    неделю недели месяц месяца лет год года купил купила покупка покупкой куплен взял взяла брал получил получила получить
    советую рекомендую доволен довольна довольны удобно удобный удобная удобное приложение приложении сайт сайте помогли
    помог помощь понятно непонятно объяснили который которая которые которое какой какая какие такой такая такие другой
    другие другая свой своих моя мой мое мои наш наши ваш ваши сам сама сами из изза со до под над без для при про через между
    кто чем чего чему уж вот ну ли же бы пока опять снова однако хотя ужас ужасно ужасный ужасная классный класс супер
    минус плюс`),
);

/** Frequent Ukrainian words that a Russian text does not have. */
export const ukrainianWords: ReadonlySet<string> = new Set(
  words(`що як або чи якщо тільки коли дуже було є немає нема був була були бути цей ця це ці того щоб ще вже його йому мене
    мені тебе тобі себе собі нас нам вас вам вони нього неї них ній все всього всім всіх вся де там тут зараз потім після
    перед чому тому також теж навіть більше менше краще гірше добре добрий добра хороший хороша погано поганий погана швидко
    швидкий швидка довго повільно чудово чудовий чудова відмінно дякую дякуємо будь ласка вітаю нормально подобається
    сподобалось сподобався працює працюють працював працювати зробити зробили робить робити сказали сказав кажуть казав
    дзвонив дзвонила дзвонили додзвонитися додзвонитись подзвонив чекав чекала чекали чекати очікування чекаю гроші грошей
    грошима картка картки картку рахунок рахунку кредит кредиту вклад банку магазин магазині товар товару товарів доставка
    доставки доставку доставили замовлення замовив замовила привезли прийшов прийшла прийшло прийшли обслуговування
    обслуговують працівник працівники працівників співробітник оператори фахівець ввічливий ввічливі ввічливо ввічлива
    грубо хамство хамлять нахамили черга черги чергу зв'язок зв'язку інтернет мережа мережі відгук відгуки питання вирішили
    вирішив вирішити рішення проблема проблеми проблему якість якості ціна ціни ціну дорого дешево недорого підключили
    відключили вимикають списали списують знімають обманули обман обманюють взагалі просто завжди ніколи ніхто нічого можна
    треба потрібно раз два три годин години годину хвилин хвилини день дня днів тиждень тижня тижні місяць місяця років рік
    року купив купила покупка покупкою взяв взяла брав отримав отримала отримати раджу рекомендую задоволений задоволена
    задоволені зручно зручний зручна зручне додаток додатку сайт сайті допомогли допоміг допомога зрозуміло незрозуміло
    пояснили який яка які яке такий така такі інший інші інша свій своїх моя мій моє мої наш наші ваш ваші сам сама самі з
    із зі до під над без для при про через між хто чим чого ось ну же б поки знову проте хоча жах жахливо жахливий жахлива
    класний клас супер мінус плюс й та і`),
);
