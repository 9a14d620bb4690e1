CREATE TABLE `destination_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`local_job` integer NOT NULL,
	`other_region` integer NOT NULL,
	`further_study` integer NOT NULL,
	`military` integer NOT NULL,
	`unemployed` integer NOT NULL,
	`in_field` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `destination_reports_key_idx` ON `destination_reports` (`programme_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `destination_reports_school_idx` ON `destination_reports` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `destination_reports_year_idx` ON `destination_reports` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `intake_plans` (
	`id` text PRIMARY KEY NOT NULL,
	`programme_id` text NOT NULL,
	`school_id` text NOT NULL,
	`year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`plan` integer NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `intake_plans_key_idx` ON `intake_plans` (`programme_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `intake_plans_school_idx` ON `intake_plans` (`school_id`,`id`);--> statement-breakpoint
CREATE INDEX `intake_plans_year_idx` ON `intake_plans` (`year`,`id`);--> statement-breakpoint
CREATE TABLE `pathways` (
	`id` text PRIMARY KEY NOT NULL,
	`from_programme_id` text NOT NULL,
	`to_programme_id` text NOT NULL,
	`share` real NOT NULL,
	`seats` integer,
	`first_year` integer NOT NULL,
	`closed_year` integer,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`from_programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pathways_from_idx` ON `pathways` (`from_programme_id`,`id`);--> statement-breakpoint
CREATE INDEX `pathways_to_idx` ON `pathways` (`to_programme_id`,`id`);