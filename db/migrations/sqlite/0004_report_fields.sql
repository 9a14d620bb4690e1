ALTER TABLE `declarations` ADD `open_to_new_graduates` integer;--> statement-breakpoint
ALTER TABLE `declarations` ADD `level` text;--> statement-breakpoint
ALTER TABLE `declarations` ADD `internships` integer;--> statement-breakpoint
ALTER TABLE `declarations` ADD `job_title` text;--> statement-breakpoint
ALTER TABLE `enrolment_reports` ADD `first_choice_rate` real;--> statement-breakpoint
ALTER TABLE `enrolment_reports` ADD `registration_rate` real;--> statement-breakpoint
ALTER TABLE `postings` ADD `job_title` text;