import { type NameGroup, words } from './group.ts'

/** Pakistani and Bangladeshi families in Northmere. The several spellings of one name are meant. */
export const pakistani: NameGroup = {
  girls:
    words(`Aisha Fatima Zainab Maryam Ayesha Hafsa Khadija Safa Noor Zara Amina Inaya Hania Sana Iqra Alina Aleena Eshal
    Fatimah Zaynab Mariam Sumaiya Anaya Laiba Mahnoor Hira Rabia Sadia Nimra Zoya Aqsa Humaira Saira Amna`),
  boys: words(`Mohammed Muhammad Mohammad Ibrahim Yusuf Ali Hamza Adam Zayn Ahmed Hassan Umar Bilal Musa Eesa Ayaan Zakariya Haris
    Rayyan Yahya Zain Isa Sulaiman Mohamed Usman Omar Khalid Abdullah Hussain Ismail Ahmad Daud Imran Saad Faizan Junaid Kamran`),
  mothers: words(
    'Shazia Nazia Samina Rukhsana Farzana Nasreen Saima Shabana Fozia Sadia Uzma Tahira Rizwana Nadia Asma',
  ),
  fathers: words(
    'Mohammed Imran Tariq Nadeem Asif Shahid Khalid Waseem Zahid Javed Kashif Amjad Arshad Faisal Naveed Rashid',
  ),
  surnames:
    words(`Khan Hussain Ahmed Ali Akhtar Mahmood Malik Iqbal Shah Mirza Begum Rashid Aslam Hussein Butt Chaudhry Qureshi
    Saleem Bashir Raza Javed Siddiqui Anwar Sheikh Awan Nawaz Rafiq Yousaf`),
}

export const bangladeshi: NameGroup = {
  girls: words(
    'Aaliyah Nusrat Tahmina Sumaya Jannat Anika Maisha Tasnim Fariha Raisa Nabila Ruqayyah Sadia Afia Tanisha Mim',
  ),
  boys: words(
    'Muhammad Rayan Tahmid Ayan Mahdi Rafi Sami Arham Abdul Nahid Tanvir Rahim Zubair Fahim Shakil Imtiaz Ehsan',
  ),
  mothers: words('Shirin Rehana Nasima Ruksana Farida Sultana Salma Parvin Hasina Monira'),
  fathers: words('Abdul Shah Rafiqul Jahangir Mizanur Kamal Anwar Faruk Habibur Shahin'),
  surnames: words('Begum Miah Rahman Uddin Islam Khatun Choudhury Hoque Alam Haque Sarkar Bari Kabir Karim Talukdar'),
}

export const indian: NameGroup = {
  girls: words(
    'Anaya Aanya Diya Saanvi Anika Riya Myra Kavya Ishani Meera Simran Jasleen Priya Nisha Navya Pari Harleen Kiran',
  ),
  boys: words(
    'Aarav Vihaan Arjun Rohan Reyansh Ishaan Dev Krishna Veer Aryan Hari Nikhil Jaspreet Gurpreet Harpreet Yash Kabir',
  ),
  mothers: words('Sunita Priti Manjit Kiran Neha Rekha Deepa Harjit Jaya Anita Shilpa Meena'),
  fathers: words('Sanjay Rajesh Amit Vikram Gurdeep Manoj Harjinder Suresh Anil Rakesh Jagdeep Nitin'),
  surnames: words(
    'Patel Singh Kaur Sharma Gill Kumar Shah Sandhu Mistry Desai Nair Menon Reddy Joshi Dhillon Bains Verma Rao',
  ),
}

export const chinese: NameGroup = {
  girls: words('Mei Xin Yi Jia Ying Hui Emily Grace Lily Joyce Ling Yan Chloe'),
  boys: words('Wei Jun Hao Ming Jason Ethan Kevin Bo Yu Kai Ryan Jian Lok'),
  mothers: words('Li Fang Mei Wing Siu Xiu Yan Hong'),
  fathers: words('Wei Jian Ming Chi Kwok Feng Lei Hon'),
  surnames: words('Chen Wang Li Zhang Wong Liu Lam Chan Yang Huang Cheung Ng Leung Xu'),
}

/** Arabic-speaking families, in the spellings that their papers carry. */
export const arabic: NameGroup = {
  girls: words('Layla Maryam Noor Sara Yasmin Salma Rania Hala Dana Lina Farah Huda Malak Jana Rahaf Reem Aya Shahd'),
  boys: words(
    'Omar Yousef Youssef Ahmad Khaled Karim Ziad Tarek Hassan Hussein Mustafa Saif Anas Amir Bashar Rami Fadi Samir',
  ),
  mothers: words('Fatima Hanan Amal Rana Samira Iman Nour Maha Abeer Zeinab Widad'),
  fathers: words('Ahmad Mahmoud Khaled Samir Hassan Nabil Bassam Adel Walid Jamal Fouad'),
  surnames:
    words(`Al-Hassan Al-Ahmad Haddad Khoury Nasser Saleh Mansour Al-Khatib Hamdan Darwish Aziz Sabbagh Al-Masri Farouk
    Suleiman Younis Osman Abdullahi`),
}
