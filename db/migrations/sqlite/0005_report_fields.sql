CREATE TABLE `declaration_majors` (
	`declaration_id` text NOT NULL,
	`major_code` text NOT NULL,
	PRIMARY KEY(`declaration_id`, `major_code`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `posting_outcomes` (
	`id` text PRIMARY KEY NOT NULL,
	`posting_id` text NOT NULL,
	`outcome` text NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`filled` integer NOT NULL,
	`closed_on` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`posting_id`) REFERENCES `postings`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `posting_outcomes_posting_idx` ON `posting_outcomes` (`posting_id`,`id`);--> statement-breakpoint
CREATE TABLE `school_years` (
	`id` text PRIMARY KEY NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`full_time_teachers` integer NOT NULL,
	`teacher_posts` integer,
	`professional_teachers` integer,
	`dual_qualified_teachers` integer,
	`part_time_teachers` integer,
	`training_person_times` integer,
	`practice_base_area` real,
	`practice_places` integer,
	`equipment_value` real,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `school_years_key_idx` ON `school_years` (`school_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `school_years_year_idx` ON `school_years` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `title_choices` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`title` text NOT NULL,
	`occupation_code` text NOT NULL,
	`chosen_by` text NOT NULL,
	`chosen_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `title_choices_title_idx` ON `title_choices` (`organisation_id`,`title`,`id`);--> statement-breakpoint
ALTER TABLE `declarations` ADD `open_to_new_graduates` integer;--> statement-breakpoint
ALTER TABLE `declarations` ADD `level` text;--> statement-breakpoint
ALTER TABLE `declarations` ADD `internships` integer;--> statement-breakpoint
ALTER TABLE `declarations` ADD `job_title` text;--> statement-breakpoint
ALTER TABLE `enrolment_reports` ADD `first_choice_rate` real;--> statement-breakpoint
ALTER TABLE `enrolment_reports` ADD `registration_rate` real;--> statement-breakpoint
ALTER TABLE `postings` ADD `job_title` text;